package org.foliot.dsl.ide.meaning;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.Keyword;

/** What the words mean that are of the language itself, and of no catalogue. They stand in {@code keywords.properties}. */
public final class KeywordTexts {
    private static final Properties TEXTS = read();

    private KeywordTexts() {}

    private static Properties read() {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                KeywordTexts.class.getResourceAsStream("keywords.properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** What a keyword means where it stands in the grammar, in Markdown; absent for one that only joins others. */
    public static Optional<String> of(Keyword keyword) {
        return of(GrammarUtil.containingRule(keyword).getName(), keyword.getValue());
    }

    /** What a keyword means in a rule: what is written for this rule, or else for the keyword wherever it stands. */
    static Optional<String> of(String rule, String keyword) {
        return Optional.ofNullable(TEXTS.getProperty(rule + "." + keyword, TEXTS.getProperty(keyword)));
    }

    /** What a word of statements means that is not known to the grammar as one; absent for one that nothing is known of. */
    public static Optional<String> of(String word) {
        return Optional.ofNullable(TEXTS.getProperty(word));
    }
}
