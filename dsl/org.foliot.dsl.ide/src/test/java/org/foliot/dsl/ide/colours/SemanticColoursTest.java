package org.foliot.dsl.ide.colours;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.xtext.ide.editor.syntaxcoloring.ISemanticHighlightingCalculator;
import org.eclipse.xtext.util.CancelIndicator;
import org.foliot.dsl.ide.Editor;
import org.junit.jupiter.api.Test;

class SemanticColoursTest {
    private static List<String> colours(String text) {
        List<String> found = new ArrayList<>();
        Editor.service(ISemanticHighlightingCalculator.class)
                .provideHighlightingFor(
                        Editor.open(text).file(),
                        (offset, length, ids) ->
                                found.add(text.substring(offset, offset + length) + " " + ids[ids.length - 1]),
                        CancelIndicator.NullImpl);
        return found;
    }

    @Test
    void wordsOfCataloguesQuantitiesAndNames() {
        assertThat(colours("""
                        /** The
                         *  source. */
                        host src { counter 100 MHz  hypervisor kvm { steal_update cached }  scheduler mine }
                        // end
                        param p = 1 s
                        guest web on src { memory 1 GiB }
                        timeline { at p migrate web to src }
                        expect { always web.vcpu[0].stolen < 1 s  migrate web rejected because busy }
                        """))
                .contains(
                        "/** The foliot.documentation",
                        " *  source. */ foliot.documentation",
                        "// end comment",
                        "host keyword",
                        "src foliot.name",
                        "100 MHz foliot.quantity",
                        "kvm foliot.extension",
                        "mine foliot.extension.unknown",
                        "steal_update foliot.option",
                        "cached foliot.word",
                        "p foliot.parameter",
                        "migrate foliot.verb",
                        "to keyword",
                        "stolen foliot.metric",
                        "busy foliot.word");
    }

    @Test
    void wordsOfStudies() {
        assertThat(colours("""
                        param gap = 1 ms
                        host src { }
                        guest web on src { pvtime none }
                        study a of s {
                            vary pvtime of web in { host_kernel, mine, none }
                            vary gap in 1 ms .. 4 ms log 3
                            measure cost = web.elapsed
                            seeds common
                            chart cost by gap per pvtime
                            chart paused of web by gap
                            expect { always mean(cost) < 1 s }
                        }
                        """))
                .contains(
                        "a foliot.name",
                        "pvtime foliot.option",
                        "host_kernel foliot.extension",
                        "mine foliot.extension.unknown",
                        "none foliot.word",
                        "log foliot.word",
                        "common foliot.word",
                        "cost foliot.name",
                        "gap foliot.parameter",
                        "paused foliot.metric",
                        "mean foliot.verb")
                .doesNotContain("none foliot.extension.unknown");
    }

    @Test
    void brokenTextIsColouredAsFarAsItGoes() {
        assertThat(colours("host a { cpus 4 } }} host")).contains("host keyword", "4 foliot.quantity");
        assertThat(colours("")).isEmpty();
    }
}
