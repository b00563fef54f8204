package org.foliot.dsl.ui.highlighting;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.xtext.ui.editor.syntaxcoloring.DefaultHighlightingConfiguration;
import org.eclipse.xtext.ui.editor.syntaxcoloring.IHighlightingConfigurationAcceptor;
import org.eclipse.xtext.ui.editor.utils.TextStyle;
import org.foliot.dsl.ide.colours.Styles;

/**
 * The styles of the editor, which people change in its preferences. These are the colours for a light background; those for
 * a dark one are in {@code css/dark.css} by the same ids.
 */
public final class FoliotStyles extends DefaultHighlightingConfiguration {
    /** What the protocol says of a name where it is declared. */
    private static final String DECLARATION = "declaration";

    /** A unit, before anything is known of what it stands for. */
    static final String UNIT = "unit";

    @Override
    public void configure(IHighlightingConfigurationAcceptor acceptor) {
        super.configure(acceptor);
        acceptor.acceptDefaultHighlighting(UNIT, "Unit", style(SWT.NORMAL, 0x7d, 0x5a, 0x1e));
        acceptor.acceptDefaultHighlighting(
                Styles.EXTENSION, "Id of what is installed", style(SWT.BOLD, 0x0b, 0x6e, 0x6e));
        acceptor.acceptDefaultHighlighting(
                Styles.UNKNOWN_EXTENSION, "Id of what is not installed", style(SWT.BOLD, 0xb0, 0x2a, 0x2a));
        acceptor.acceptDefaultHighlighting(Styles.OPTION, "Option", style(SWT.NORMAL, 0x3d, 0x5a, 0x3d));
        acceptor.acceptDefaultHighlighting(Styles.QUANTITY, "Quantity", style(SWT.NORMAL, 0x7d, 0x5a, 0x1e));
        acceptor.acceptDefaultHighlighting(Styles.PARAMETER, "Parameter", style(SWT.ITALIC, 0x6a, 0x3e, 0x9e));
        acceptor.acceptDefaultHighlighting(Styles.METRIC, "Metric", style(SWT.NORMAL, 0x1f, 0x58, 0xa8));
        acceptor.acceptDefaultHighlighting(Styles.VERB, "Event", style(SWT.BOLD, 0xa8, 0x44, 0x1b));
        acceptor.acceptDefaultHighlighting(Styles.NAME, "Name", style(SWT.NORMAL, 0x1b, 0x1b, 0x1b));
        acceptor.acceptDefaultHighlighting(Styles.WORD, "Word of a list", style(SWT.NORMAL, 0x3d, 0x5a, 0x3d));
        acceptor.acceptDefaultHighlighting(Styles.DOCUMENTATION, "Documentation", style(SWT.NORMAL, 0x3f, 0x5f, 0xbf));
        acceptor.acceptDefaultHighlighting(DECLARATION, "Declaration", style(SWT.BOLD, 0x1b, 0x1b, 0x1b));
    }

    @Override
    public TextStyle numberTextStyle() {
        return style(SWT.NORMAL, 0x7d, 0x5a, 0x1e);
    }

    @Override
    public TextStyle taskTextStyle() {
        return style(SWT.BOLD, 0x4a, 0x6a, 0x8a);
    }

    private static TextStyle style(int font, int red, int green, int blue) {
        TextStyle style = new TextStyle();
        style.setStyle(font);
        style.setColor(new RGB(red, green, blue));
        return style;
    }
}
