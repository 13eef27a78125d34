"""The one style sheet. Only what Qt draws itself is dressed here; our own widgets paint themselves.

Whatever sets a background sets its text colour too: a half-dressed rule is what makes white on
white in the other light.
"""

from ui.theme.tokens import Tokens, mix


def stylesheet(t: Tokens, scale: float = 1.0) -> str:
    """The style sheet of a light at a text scale (1.0 to 2.0)."""

    def px(size: float) -> str:
        return f"{round(size * scale)}px"

    hair = mix(t.line, t.surface, 0.6)
    handle = mix(t.ink3, t.surface, 0.35)
    return f"""
QToolTip {{ background: {t.dark}; color: {t.on_dark}; border: 0; padding: 4px 8px; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line};
    border-radius: 8px; padding: 5px; }}
QMenu::item {{ padding: {px(6)} {px(26)} {px(6)} {px(12)}; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.sunk}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.ink3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QMenu::icon {{ padding-left: 8px; }}

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox {{ background: {t.surface}; color: {t.ink};
    border: 1px solid {t.line}; border-radius: 7px; padding: 0 9px;
    selection-background-color: {t.selection}; selection-color: {t.ink}; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 7px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus {{
    border: 1px solid {t.focus}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled {{
    background: {t.sunk}; color: {t.ink2}; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {t.ink2}; }}
QLineEdit[bare="true"] {{ background: transparent; border: 0; padding: 0; border-radius: 0; }}
QLineEdit[ground="paper"] {{ background: {t.paper}; color: {t.ink}; }}
QLineEdit[invalid="true"] {{ border: 1px solid {t.stop}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 0; border: 0; }}

QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: 0; outline: 0;
    gridline-color: {hair}; selection-background-color: {t.accent_soft};
    selection-color: {t.ink}; }}
QTableView::item, QTreeView::item, QListView::item {{ border: 0; padding: 0 {px(10)}; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink};
    border: 1px solid {t.line}; padding: 4px; selection-background-color: {t.sunk};
    selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(28)}; padding: 0 {px(8)};
    border-radius: 5px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.sunk}; color: {t.ink}; }}
QHeaderView {{ background: {t.surface}; color: {t.ink2}; border: 0; }}
QHeaderView::section {{ background: {t.surface}; color: {t.ink2}; border: 0;
    border-bottom: 1px solid {t.line}; padding: 0 {px(10)}; font-size: {px(12)};
    font-weight: 500; height: {px(31)}; }}
QHeaderView::section:hover {{ color: {t.ink}; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 0; height: 0; }}
QTableCornerButton::section {{ background: {t.surface}; border: 0; }}

QScrollArea, QStackedWidget, QSplitter {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; min-height: 28px;
    min-width: 28px; }}
QScrollBar::handle:hover {{ background: {t.ink3}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: transparent; }}

QSlider::groove:horizontal {{ height: 3px; background: {t.line}; border-radius: 1px; }}
QSlider::handle:horizontal {{ width: 14px; height: 14px; margin: -6px 0; border-radius: 7px;
    background: {t.surface}; border: 1px solid {t.ink2}; }}
"""
