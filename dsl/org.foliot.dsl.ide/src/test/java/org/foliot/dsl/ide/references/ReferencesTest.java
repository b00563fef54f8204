package org.foliot.dsl.ide.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.resource.XtextResourceSet;
import org.foliot.dsl.foliot.Act;
import org.foliot.dsl.foliot.NumberValue;
import org.foliot.dsl.ide.Editor;
import org.junit.jupiter.api.Test;

/** Where elements are named, here and in files that import this one. */
class ReferencesTest {
    private static final String TEXT = """
        param limit = 1 s
        host s|rc { group g  task hog { busy  group g } }
        guest web on src { process p { busy } }
        guest other on src like web { group g }
        timeline { at limit quota src.g to limit  at 2 s migrate web to src  at 3 s end }
        expect { at end src.hog.ran > 0 s }
        """;

    private static List<String> lines(Editor.Open open) {
        References references = Editor.service(References.class);
        NamedAt named = NamedAt.of(open.file(), open.cursor()).orElseThrow();
        String text = open.file().getParseResult().getRootNode().getText();
        return references.in(open.file(), named.element()).stream()
                .map(o -> (o.declaration() ? "*" : "")
                        + text.substring(0, o.region().getOffset()).lines().count() + ":"
                        + text.substring(
                                o.region().getOffset(),
                                o.region().getOffset() + o.region().getLength()))
                .toList();
    }

    @Test
    void everyPlaceThatNamesAnElement() {
        assertThat(lines(Editor.open(TEXT))).containsExactly("*2:src", "3:src", "4:src", "5:src", "5:src", "6:src");
    }

    @Test
    void fromAReferenceAsFromTheDeclaration() {
        String atUse = TEXT.replace("s|rc", "src").replace("migrate web", "migrate we|b");

        assertThat(lines(Editor.open(atUse))).containsExactly("*3:web", "4:web", "5:web");
    }

    @Test
    void membersAndParameters() {
        assertThat(lines(Editor.open(TEXT.replace("s|rc", "src").replace("src.g to", "src.|g to"))))
                .containsExactly("*2:g", "2:g", "4:g", "5:g");
        assertThat(lines(Editor.open(TEXT.replace("s|rc", "src").replace("param limit", "param limit|"))))
                .containsExactly("*1:limit", "5:limit", "5:limit");
    }

    private static final String STUDY = """
        scenario s
        param gap = 1 ms
        host src { }
        guest web on src { }
        study a of s {
            vary gap in 1 ms, 2 ms
            vary vcpus of web in 1, 2
            measure cost = web.update_cost
            measure cost of web = web.elapsed
            where gap < 2 ms
            chart cost by gap per vcpus
            compare cost of web by vcpus
            expect { always mean(cost) < 2 s }
        }
        study b of s { vary gap in 1 ms  measure cost = web.paused  chart cost by gap }
        """;

    @Test
    void measuresOfAStudyAndNoOther() {
        assertThat(lines(Editor.open(STUDY.replace("measure cost =", "measure |cost ="))))
                .containsExactly("*8:cost", "11:cost", "13:cost");
        assertThat(lines(Editor.open(STUDY.replace("compare cost", "compare co|st"))))
                .containsExactly("*9:cost", "12:cost");
    }

    @Test
    void parametersAsAxes() {
        assertThat(lines(Editor.open(STUDY.replace("cost by gap per", "cost by |gap per"))))
                .containsExactly("*2:gap", "6:gap", "10:gap", "11:gap", "15:gap", "15:gap");
    }

    @Test
    void propertiesThatVaryAndMetricsAreNoNames() {
        Editor.Open axis = Editor.open(STUDY.replace("gap per vcpus", "gap per |vcpus"));
        assertThat(NamedAt.of(axis.file(), axis.cursor())).isEmpty();
        Editor.Open metric = Editor.open(STUDY.replace("chart cost by", "chart |stolen of web by"));
        assertThat(NamedAt.of(metric.file(), metric.cursor())).isEmpty();
        Editor.Open register = Editor.open("host a { cpu { |midr 0x413fd0c1 } }");
        assertThat(NamedAt.of(register.file(), register.cursor())).isEmpty();
    }

    @Test
    void theNewNameOfAMeasureIsNotThatOfAnother() {
        Editor.Open open = Editor.open(STUDY.replace("measure cost =", "measure time = web.paused measure |cost ="));
        NamedAt cost = NamedAt.of(open.file(), open.cursor()).orElseThrow();
        References references = Editor.service(References.class);

        assertThat(References.isNamed(cost.element())).isTrue();
        assertThat(references.objection(cost.element(), "price", open.file())).isEmpty();
        assertThat(references.objection(cost.element(), "time", open.file())).contains("the name time is taken");
    }

    @Test
    void acrossFiles() {
        XtextResourceSet files = Editor.service(XtextResourceSet.class);
        XtextResource hosts = Editor.file("/nowhere/hosts.foliot", "host src { cpus 4 }\n", files);
        XtextResource main = Editor.file(
                "/nowhere/main.foliot",
                "import \"hosts.foliot\"\nguest web on src { }\nhost two like src { }\n",
                files);
        NamedAt named = NamedAt.of(
                        main, main.getParseResult().getRootNode().getText().indexOf("src"))
                .orElseThrow();

        assertThat(named.element().eResource()).isSameAs(hosts);
        assertThat(Editor.service(References.class).in(hosts, named.element())).hasSize(1);
        assertThat(Editor.service(References.class).in(main, named.element())).hasSize(2);
    }

    @Test
    void whatIsUnloadedLeavesProxiesOfWhatOthersNameAndOfNothingElse() {
        XtextResource file =
                Editor.open(STUDY + "timeline { at 1 s pause web for 1 s }").file();
        List<EObject> all = new ArrayList<>();
        file.getAllContents().forEachRemaining(all::add);
        file.unload();

        assertThat(all).filteredOn(References::isNamed).isNotEmpty().allMatch(EObject::eIsProxy);
        assertThat(all)
                .filteredOn(e -> e instanceof Act || e instanceof NumberValue)
                .isNotEmpty()
                .noneMatch(EObject::eIsProxy);
    }

    @Test
    void keywordsNumbersAndSettingsAreNoNames() {
        assertThat(NamedAt.of(Editor.open("host a { }").file(), 0)).isEmpty();
        Editor.Open setting = Editor.open("host a { kernel 6.12 { ti|ck 250 Hz } }");
        assertThat(NamedAt.of(setting.file(), setting.cursor())).isEmpty();
    }

    @Test
    void aNewNameIsAWordThatIsNotTaken() {
        Editor.Open open = Editor.open(TEXT);
        NamedAt src = NamedAt.of(open.file(), open.cursor()).orElseThrow();
        References references = Editor.service(References.class);

        assertThat(references.objection(src.element(), "server", open.file())).isEmpty();
        assertThat(references.objection(src.element(), "ms", open.file())).isEmpty();
        assertThat(references.objection(src.element(), "web", open.file())).contains("the name web is taken");
        assertThat(references.objection(src.element(), "timeline", open.file())).isPresent();
        assertThat(references.objection(src.element(), "2nd", open.file())).isPresent();
        assertThat(references.objection(src.element(), "", open.file())).isPresent();
    }
}
