from trainer.ui.navigator import Brief, Call, Debrief, Home, Navigator, Route, Scenarios, Settings


def followed() -> tuple[Navigator, list[Route]]:
    navigator = Navigator()
    seen: list[Route] = []
    navigator.moved.connect(seen.append)
    return navigator, seen


def test_goes_and_comes_back() -> None:
    navigator, seen = followed()
    navigator.go(Home())
    navigator.go(Scenarios())
    navigator.go(Brief("x"))
    navigator.back()
    navigator.back()
    assert seen == [Home(), Scenarios(), Brief("x"), Scenarios(), Home()]


def test_back_from_the_first_screen_leads_home() -> None:
    navigator, seen = followed()
    navigator.go(Settings())
    navigator.back()
    assert seen[-1] == Home()


def test_a_debrief_takes_the_place_of_its_call() -> None:
    navigator, seen = followed()
    navigator.go(Home())
    navigator.go(Call("a"))
    navigator.replace(Debrief("a"))
    navigator.back()
    assert seen[-1] == Home()


def test_a_screen_on_the_way_here_is_returned_to() -> None:
    navigator, _seen = followed()
    for route in (Home(), Scenarios(), Brief("x"), Home()):
        navigator.go(route)
    assert navigator.trail == (Home(),)


def test_reset_forgets_the_way() -> None:
    navigator, _seen = followed()
    navigator.go(Home())
    navigator.go(Scenarios())
    navigator.reset(Settings())
    assert navigator.trail == (Settings(),)
    assert navigator.previous is None


def test_knows_where_it_is() -> None:
    navigator, _seen = followed()
    navigator.go(Home())
    navigator.go(Brief("x", "es"))
    assert navigator.current == Brief("x", "es")
    assert navigator.previous == Home()
