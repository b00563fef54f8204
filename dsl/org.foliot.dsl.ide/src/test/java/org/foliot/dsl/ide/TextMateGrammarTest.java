package org.foliot.dsl.ide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.xtext.GrammarUtil;
import org.eclipse.xtext.IGrammarAccess;
import org.foliot.time.Unit;
import org.junit.jupiter.api.Test;

/** The grammar by which VS Code colours while no server runs knows the words of the language, all of them and no others. */
class TextMateGrammarTest {
    private static final Path GRAMMAR = Path.of("../org.foliot.vscode/syntaxes/foliot.tmLanguage.json");

    private static Set<String> alternatives(String before, String after) throws IOException {
        Matcher list = Pattern.compile(Pattern.quote(before) + "([A-Za-z_|%]+)" + Pattern.quote(after))
                .matcher(Files.readString(GRAMMAR));
        assertThat(list.find()).as(before).isTrue();
        return new TreeSet<>(Arrays.asList(list.group(1).split("\\|")));
    }

    @Test
    void keywords() throws IOException {
        Set<String> units = Arrays.stream(Unit.values()).map(Unit::symbol).collect(Collectors.toSet());
        Set<String> words = GrammarUtil.getAllKeywords(
                        Editor.service(IGrammarAccess.class).getGrammar())
                .stream()
                .filter(k -> Character.isLetter(k.charAt(0)))
                .filter(k -> !units.contains(k) || k.equals("min"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(alternatives("(?<![.\\\\w])(?:", ")\\\\b")).isEqualTo(words);
    }

    @Test
    void units() throws IOException {
        assertThat(alternatives("(?:\\\\s*(", "))?"))
                .isEqualTo(
                        Arrays.stream(Unit.values()).map(Unit::symbol).collect(Collectors.toCollection(TreeSet::new)));
    }
}
