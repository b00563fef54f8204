package org.foliot.dsl.ui.highlighting;

import java.util.Set;
import org.eclipse.xtext.ui.editor.syntaxcoloring.DefaultAntlrTokenToAttributeIdMapper;
import org.eclipse.xtext.ui.editor.syntaxcoloring.DefaultHighlightingConfiguration;

/** Says which style each kind of token has before anything is known of what it means. */
public final class FoliotTokens extends DefaultAntlrTokenToAttributeIdMapper {
    private static final Set<String> UNITS = Set.of(
            "'ps'",
            "'ns'",
            "'us'",
            "'ms'",
            "'s'",
            "'min'",
            "'h'",
            "'Hz'",
            "'kHz'",
            "'MHz'",
            "'GHz'",
            "'B'",
            "'KiB'",
            "'MiB'",
            "'GiB'",
            "'%'",
            "'ppm'",
            "'ppb'",
            "'cycles'");

    @Override
    protected String calculateId(String tokenName, int tokenType) {
        if (UNITS.contains(tokenName)) {
            return FoliotStyles.UNIT;
        } else if ("RULE_HEX".equals(tokenName)) {
            return DefaultHighlightingConfiguration.NUMBER_ID;
        }
        return super.calculateId(tokenName, tokenType);
    }
}
