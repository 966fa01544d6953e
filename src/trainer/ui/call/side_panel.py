"""The agent's desk beside the call: the customer's account, and articles to look things up in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from trainer.i18n import _
from trainer.ui.call.articles import ShownArticle, find_articles, find_words, holds_words
from trainer.ui.call.hold import HoldBlock
from trainer.ui.call.picture import Desk, RecordRow, Setting
from trainer.ui.call.words import name_switches
from trainer.ui.icons import Icon, IconView, paint_icon
from trainer.ui.theme import Theme
from trainer.ui.tokens import Color, Height, Radius, Space, TextStyle
from trainer.ui.widgets.boxes import TOP, column, margins, row
from trainer.ui.widgets.buttons import activates
from trainer.ui.widgets.fields import SearchField
from trainer.ui.widgets.layouts import ScrollPage
from trainer.ui.widgets.paint import text_width
from trainer.ui.widgets.surfaces import Card, Ground, Rule
from trainer.ui.widgets.text import Text, heading


class Record(QWidget):
    """A label and its value: side by side where both fit on one line, else one below the other."""

    def __init__(self, theme: Theme, record: RecordRow, locale: str) -> None:
        super().__init__()
        self._theme = theme
        self._label = Text(theme, record.label, TextStyle.DENSE, color=Color.TEXT_2, language=locale)
        self._value = Text(theme, record.value, TextStyle.FIGURE, language=locale)
        for text in (self._label, self._value):
            text.setParent(self)
            inside = [each for each in record.switched if each.words.strip() in text.text()]
            text.setAccessibleDescription(name_switches(inside))
        self.setObjectName("record")
        self._one_line = round(
            text_width(theme.font(TextStyle.DENSE), record.label)
            + text_width(theme.font(TextStyle.FIGURE), record.value)
            + Space.S16
        )
        self._value_width = round(text_width(theme.font(TextStyle.FIGURE), record.value) + 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_found(self, words: str) -> bool:
        """Mark what is searched for; tell whether the row has all of it."""
        hits = [find_words(text.text(), words) for text in (self._label, self._value)]
        for text, found in zip((self._label, self._value), hits, strict=True):
            text.mark(found)
        together = f"{self._label.text()} {self._value.text()}"
        return holds_words(together, words)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of label over value."""
        edge = 2 * self._theme.px(6)
        if self._one_line <= width:
            return self._theme.line_height(TextStyle.DENSE) + edge
        return self._label.heightForWidth(width) + self._value.heightForWidth(width) + edge

    def sizeHint(self) -> QSize:
        """Return the size at the panel's width."""
        width = self._theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place label and value."""
        width, edge = self.width(), self._theme.px(6)
        line = self._theme.line_height(TextStyle.DENSE)
        if self._one_line <= width:
            self._label.setGeometry(0, edge, width - self._value_width, line)
            self._value.setGeometry(width - self._value_width, edge, self._value_width, line)
            return
        tall = self._label.heightForWidth(width)
        self._label.setGeometry(0, edge, width, tall)
        self._value.setGeometry(0, edge + tall, width, self._value.heightForWidth(width))


class _ArticleRow(QAbstractButton):
    """The title of an article that is closed; opens it."""

    def __init__(self, theme: Theme, article: ShownArticle, locale: str, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName(f"article-{article.number}")
        self.setText(article.title.replace("&", "&&"))
        self.setAccessibleName(_("Open the article “{title}”").format(title=article.title))
        self.setAccessibleDescription(name_switches(article.switched_in(article.title)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._title = Text(theme, article.title, TextStyle.DENSE, language=locale)
        self._title.mark(find_words(article.title, words))
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = QHBoxLayout(self)
        side = theme.px(16)
        box.setContentsMargins(Space.S16 + side + 8, Space.S8 + 1, Space.S16 + side, Space.S8 + 1)
        box.addWidget(self._title)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def event(self, event: QEvent) -> bool:
        """Let Enter open as Space does."""
        return activates(self, event) or super().event(event)

    def hasHeightForWidth(self) -> bool:
        """Follow the title."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the title needs."""
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None else 0
        return max(needed, self._theme.px(Height.CONTROL) - 1)

    def sizeHint(self) -> QSize:
        """Return the size at the panel's width."""
        width = self._theme.px(240)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the book, the arrow, and the ground under the mouse."""
        theme = self._theme
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.color(Color.SUNKEN))
        side = theme.px(16)
        top = (self.height() - side) / 2
        paint_icon(painter, theme, Icon.ARTICLE, QRectF(Space.S16, top, side, side), Color.TEXT_2)
        end = QRectF(self.width() - Space.S12 - side, top, side, side)
        paint_icon(painter, theme, Icon.CHEVRON_RIGHT, end, Color.TEXT_2)
        painter.end()


class _OpenArticle(Card):
    """An article in full. A click on its title, or the key, closes it."""

    closed = Signal()

    def __init__(self, theme: Theme, article: ShownArticle, locale: str, words: str) -> None:
        super().__init__(theme, radius=Radius.REPLY, padding=margins(Space.S16, Space.S12), gap=Space.S4)
        title = _OpenTitle(theme, article, locale, words)
        title.clicked.connect(self.closed)
        self.column.addWidget(title)
        for paragraph in article.body.splitlines():
            if paragraph.strip():
                shown = Text(theme, paragraph, TextStyle.DENSE, language=locale)
                shown.mark(find_words(paragraph, words))
                shown.setAccessibleDescription(name_switches(article.switched_in(paragraph)))
                self.column.addWidget(shown)


class _OpenTitle(QAbstractButton):
    """The title of the article that is open."""

    def __init__(self, theme: Theme, article: ShownArticle, locale: str, words: str) -> None:
        super().__init__()
        self.setObjectName(f"article-{article.number}")
        self.setText(article.title.replace("&", "&&"))
        self.setAccessibleName(_("Close the article “{title}”").format(title=article.title))
        self.setAccessibleDescription(name_switches(article.switched_in(article.title)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        book = IconView(theme, Icon.ARTICLE, color=Color.ACCENT, size=17)
        title = Text(theme, article.title, TextStyle.DENSE_STRONG, language=locale)
        title.mark(find_words(article.title, words))
        for part in (book, title):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = row(book, gap=Space.S8, margins=margins(0, 2))
        box.addWidget(title, 1)
        box.setAlignment(book, TOP)
        self.setLayout(box)

    def event(self, event: QEvent) -> bool:
        """Let Enter close as Space does."""
        return activates(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: icon and text stand for themselves."""


class Articles(QWidget):
    """The articles found, one of them open. Emits ``opened`` with its number, or −1 where it is closed."""

    opened = Signal(int)

    def __init__(self, theme: Theme, articles: Sequence[ShownArticle], locale: str) -> None:
        super().__init__()
        self._theme = theme
        self._articles = articles
        self._locale = locale
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(margins(0, 0))
        self._box.setSpacing(0)

    def show_found(self, words: str, open_article: int | None, *, in_record: bool) -> None:
        """Show what holds the words, the open one in full; `in_record` says that the account holds them."""
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        found = find_articles(self._articles, words)
        if not found:
            told = (
                _("No article has these words; the customer record does.")
                if in_record
                else _("Neither record nor articles have these words. Try one word, or its beginning.")
            )
            nothing = Text(self._theme, told, TextStyle.CAPTION, color=Color.TEXT_2)
            nothing.setObjectName("nothing-found")
            self._box.addWidget(nothing)
        for article in found:
            if article.number == open_article:
                card = _OpenArticle(self._theme, article, self._locale, words)
                card.closed.connect(lambda: self.opened.emit(-1))
                self._box.addWidget(card)
                self._box.addSpacing(Space.S8)
            else:
                line = _ArticleRow(self._theme, article, self._locale, words)
                line.clicked.connect(lambda _checked=False, number=article.number: self.opened.emit(number))
                self._box.addWidget(line)
                self._box.addWidget(Rule(self._theme))
        self._box.addStretch(1)
        for number in range(self._box.count()):
            added = self._box.itemAt(number)
            widget = added.widget() if added is not None else None
            if widget is not None:
                # Shown now, so that it can take the keyboard.
                widget.show()


class SidePanel(Ground):
    """Account over articles. What is typed and which article is open (`desk`) is kept by whoever made it.

    ``shortcut`` is the key that brings the keyboard to the search, where the panel always stands.

    Emits ``searched`` with the words, ``opened`` with an article's number or −1, ``closed`` where Esc asks to
    go back to the call.
    """

    searched = Signal(str)
    opened = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, setting: Setting, *, desk: Desk, shortcut: str | None) -> None:
        super().__init__(theme, Color.SURFACE, edges=Qt.Edge.LeftEdge)
        words, open_article = desk.words, desk.article
        self._words = words
        self._open = open_article
        self._records: list[Record] = []
        locale = setting.caller.locale
        self._page = page = ScrollPage("side-panel", edge=0)
        page.column.setContentsMargins(margins(Space.CALL_EDGE, Space.S20))
        page.column.setSpacing(Space.S8)
        self.hold = HoldBlock(theme, setting, shortcut=None if shortcut is None else "W")
        page.column.addWidget(self.hold)
        if not setting.chat:
            page.column.addSpacing(Space.S12)
        if setting.records:
            page.column.addWidget(heading(theme, _("Customer record")))
            rows = column(gap=0)
            for record in setting.records:
                shown = Record(theme, record, locale)
                self._records.append(shown)
                rows.addWidget(shown)
                rows.addWidget(Rule(theme))
            page.column.addLayout(rows)
            page.column.addSpacing(Space.S12)
        self.search: SearchField | None = None
        if setting.articles:
            page.column.addWidget(heading(theme, _("Articles")))
            self.search = SearchField(
                theme,
                _("Search the record and the articles"),
                hint=_("Search"),
                text=words,
                shortcut=shortcut,
            )
            self.search.field.installEventFilter(self)
            self.search.field.setObjectName("article-search")
            self.search.searched.connect(self._search)
            page.column.addWidget(self.search)
            self._articles = Articles(theme, setting.articles, locale)
            self._articles.opened.connect(self._toggle)
            self._mark()
            page.column.addSpacing(Space.S4)
            page.column.addWidget(self._articles)
        if not setting.records and not setting.articles:
            page.column.addWidget(heading(theme, _("Customer record")))
            nothing = Text(theme, _("There is nothing on file for this call."), color=Color.TEXT_2)
            page.column.addWidget(nothing)
        page.column.addStretch(1)
        box = column(page, gap=0, margins=margins(1, 0))
        self.setLayout(box)

    def take_focus(self) -> None:
        """Bring the keyboard to the search, or to the panel where there is nothing to search."""
        if self.search is not None:
            self.search.take_focus()
            self._page.ensureWidgetVisible(self.search)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep Esc in the search: it empties the field, then goes back to the call, and never leaves it."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self.search is not None and not self.search.text:
                self.closed.emit()
                return True
        return False

    def _search(self, words: str) -> None:
        self._words = words
        self.searched.emit(words)
        self._mark()

    def _mark(self) -> None:
        """Show the articles that hold what is searched for, and mark it wherever it stands."""
        rows = [record.show_found(self._words) for record in self._records]
        self._articles.show_found(self._words, self._open, in_record=any(rows))

    def _toggle(self, number: int) -> None:
        self._open = None if number < 0 else number
        self.opened.emit(number)
        self._mark()
        self._restore_focus(number)

    def _restore_focus(self, number: int) -> None:
        """Keep the keyboard on the article that was opened or closed."""
        for button in self._articles.findChildren(QAbstractButton):
            if not button.isHidden() and button.objectName() == f"article-{number}":
                button.setFocus()
                return
        if self.search is not None and number < 0:
            self.search.take_focus()
