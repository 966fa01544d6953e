"""The window: Qt Widgets, and nothing that decides.

How a screen is built
=====================

A screen is a folder with two halves.

``presenter.py``
    A :class:`trainer.ui.screen.Presenter`. It talks to the use cases in :mod:`trainer.app`, keeps what the
    screen shows as frozen values, and says ``changed`` when these are new. No widget, no color, no pixel:
    it is tested alone.
``view.py``
    A :class:`trainer.ui.screen.Screen`. Constructed with its presenter and a
    :class:`trainer.ui.theme.Theme`, it draws what the presenter holds and passes on what a person does. It
    keeps no state of its own: whatever must survive (a text half typed, an open panel) lives in the
    presenter.

:mod:`trainer.ui.screens` opens a screen for a route; :mod:`trainer.ui.navigator` names the routes.
:mod:`trainer.ui.window` is the one window and its first picture, :mod:`trainer.ui.interior` what fills it,
one screen at a time, and :mod:`trainer.ui.shell` directs both. A screen opened over another (F1 in a call)
covers it: its presenter hears ``cover`` and, on return, ``uncover``; ``close`` comes when there is no way
back to it.

What cannot be told on a screen is told over it: ``stage.notify(Notice(...))``. Work that fails without
anybody taking the failure becomes a notice by itself.

How a change reaches a screen
=============================

Theme, text size, interface language, reduced motion: there is one way, and it is plain. The window draws
the screen again from the same presenter (``draw(theme)``), puts the keyboard focus and the scroll positions
back (found by object name), and deletes the old one. So a widget takes its ``theme`` once, as its first
argument, calls ``_()`` where it makes its texts, and never listens for changes. Give every control and
scroll area that should keep its place an ``objectName``.

What to draw with
=================

:mod:`trainer.ui.tokens`
    Colors, type, space, radius, height, duration: names, never numbers, in a screen's code.
:mod:`trainer.ui.theme`
    ``theme.color(Color.TEXT)``, ``theme.font(TextStyle.BODY)``, ``theme.px(40)`` (grows with the text).
:mod:`trainer.ui.icons`, :mod:`trainer.ui.portraits`
    ``paint_icon``, ``paint_portrait`` for painted widgets; ``IconView``, ``PortraitView`` where a widget is
    wanted.
:mod:`trainer.ui.widgets`
    The components. All text goes through ``widgets.text.Text``: plain text, our line heights, right height
    for width.
:mod:`trainer.ui.tasks`
    The only place with threads: ``tasks.database(work, done, failed)`` and ``tasks.background(...)``.

Every control has an accessible name and can be worked with the keyboard alone. The focus ring is drawn once
for the whole window (``widgets.focus``), 2 px away from the control: leave 4 px around controls, and give a
control whose corners are not ``Radius.CONTROL`` the property ``focusRadius``.
"""
