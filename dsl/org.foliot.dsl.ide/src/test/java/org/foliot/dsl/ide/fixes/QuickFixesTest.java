package org.foliot.dsl.ide.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.eclipse.xtext.resource.XtextResource;
import org.eclipse.xtext.util.CancelIndicator;
import org.eclipse.xtext.util.ReplaceRegion;
import org.eclipse.xtext.validation.CheckMode;
import org.eclipse.xtext.validation.IResourceValidator;
import org.eclipse.xtext.validation.Issue;
import org.foliot.dsl.Codes;
import org.foliot.dsl.ide.Editor;
import org.junit.jupiter.api.Test;

/** A fix takes the problem away that it is for. */
class QuickFixesTest {
    private static final String WORLD =
            "scenario s\nhost src { cpus 4 }\nguest web on src { vcpus 2  process p { busy } }\n";
    private static final String END = "timeline { at 9 s end }\n";

    private static List<Issue> issues(XtextResource file) {
        return Editor.service(IResourceValidator.class).validate(file, CheckMode.ALL, CancelIndicator.NullImpl);
    }

    /** The text after the first fix of the first problem of a kind; the problem must be gone. */
    private static String fixed(String text, String code) {
        XtextResource file = Editor.open(text).file();
        Issue issue = issues(file).stream()
                .filter(i -> code.equals(i.getCode()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(issues(file).toString()));
        QuickFix fix = Editor.service(QuickFixes.class)
                .of(
                        file,
                        Problem.of(issue.getCode(), issue.getOffset(), issue.getLength(), issue.getData()),
                        issue.getMessage())
                .get(0);
        StringBuilder changed = new StringBuilder(text);
        fix.changes().stream()
                .sorted(Comparator.comparingInt(ReplaceRegion::getOffset).reversed())
                .forEach(c -> changed.replace(c.getOffset(), c.getEndOffset(), c.getText()));
        long before =
                issues(file).stream().filter(i -> code.equals(i.getCode())).count();
        assertThat(issues(Editor.open(changed.toString()).file()).stream()
                        .filter(i -> code.equals(i.getCode()))
                        .count())
                .as(changed.toString())
                .isLessThan(before);
        return changed.toString();
    }

    @Test
    void aMissingUnitIsWritten() {
        assertThat(fixed("host a { kernel 6.12 { tick 250 } }", Codes.UNIT_MISSING))
                .contains("tick 250 Hz");
    }

    @Test
    void studiesAreMendedLikeScenarios() {
        String study = WORLD + "param gap = 1 ms\n" + END + "study a of s { vary gap in 1 ms  measure m = web.elapsed ";
        assertThat(fixed(study.replace("in 1 ms", "in 1") + "}", Codes.UNIT_MISSING))
                .contains("in 1 ps");
        assertThat(fixed(study + "where gap < 7 }", Codes.UNIT_MISSING)).contains("gap < 7 ps");
        assertThat(fixed(study + "expect { always maen(m) < 1 s } }", Codes.WORD_UNKNOWN))
                .contains("mean(m)");
        assertThat(fixed(study + "chart mm by gap }", Codes.MEASURE_UNKNOWN)).contains("chart m by");
    }

    @Test
    void aWrongUnitIsWrittenRight() {
        assertThat(fixed("host a { counter 100 mhz }", Codes.UNIT_UNKNOWN)).contains("counter 100 MHz");
        assertThat(fixed(WORLD + "timeline { at 20 S end }", Codes.UNIT_UNKNOWN))
                .contains("at 20 s end");
    }

    @Test
    void whatIsNotInstalledBecomesTheNearestThatIs() {
        assertThat(fixed("host a { hypervisor kvn }", Codes.EXTENSION_UNKNOWN)).contains("hypervisor kvm");
        assertThat(fixed("host a { hypervisor kvm { steal_updates cached } }", Codes.OPTION_UNKNOWN))
                .contains("{ steal_update cached }");
        assertThat(fixed("host a { }\nguest g on b { }", Codes.NAME_UNKNOWN)).contains("guest g on a");
        assertThat(fixed(WORLD + "timeline { at 1 s paus web  at 2 s end }", Codes.EVENT_UNKNOWN))
                .contains("pause web");
        assertThat(fixed(WORLD + END + "expect { always web.vcpu[0].stollen < 1 s }", Codes.METRIC_UNKNOWN))
                .contains(".stolen <");
    }

    @Test
    void anUnalignedAddressIsAligned() {
        assertThat(fixed(
                        WORLD.replace("{ vcpus", "{ region f at 0x1001 size 4 KiB flash vcpus"),
                        Codes.REGION_ALIGNMENT))
                .contains("at 0x1000 size");
        assertThat(fixed(WORLD.replace("{ vcpus", "{ pvtime userspace { at 0x1020010 } vcpus"), Codes.REGION_ALIGNMENT))
                .contains("at 0x1020000");
    }

    @Test
    void aMissingEndIsAdded() {
        assertThat(fixed(WORLD + "timeline {\n    at 5 s pause web\n}\n", Codes.END_MISSING))
                .endsWith("timeline {\n    at 5 s pause web\n    at 6 s end\n}\n");
        assertThat(fixed(WORLD + "timeline { at 5 s pause web }\n", Codes.END_MISSING))
                .endsWith("timeline { at 5 s pause web at 6 s end }\n");
        assertThat(fixed(WORLD, Codes.END_MISSING)).endsWith("\ntimeline {\n    at 1 s end\n}\n");
    }

    @Test
    void whatIsOutOfRangeComesIntoIt() {
        assertThat(fixed("host a { kernel 6.12 { tick 50 Hz } }", Codes.OPTION_VALUE))
                .contains("tick 100 Hz");
        assertThat(fixed("host a { cpus 0 }", Codes.VALUE_RANGE)).contains("cpus 1");
    }

    @Test
    void aUnitTooManyIsTakenAway() {
        assertThat(fixed("host a { cpus 4 GiB }", Codes.UNIT_UNEXPECTED)).contains("cpus 4 }");
    }

    @Test
    void syntax() {
        assertThat(fixed("host a {\n    cpus 4;\n}\n", Codes.SYNTAX)).isEqualTo("host a {\n    cpus 4\n}\n");
        assertThat(fixed("host a { kernel 6.12 { tick = 250 Hz } }", Codes.SYNTAX))
                .contains("tick 250 Hz");
        assertThat(fixed(WORLD + END + "expect { always web.booted == 1 }", Codes.SYNTAX))
                .contains("booted = 1");
        assertThat(fixed(WORLD + "timeline {\n    at 1 s pause web\n", Codes.SYNTAX_UNCLOSED))
                .endsWith("web\n}\n");
        assertThat(fixed("host timeline { cpus 4 }", Codes.SYNTAX_KEYWORD)).startsWith("host timeline_1 {");
    }

    @Test
    void statementsAreTakenOutOrAdded() {
        assertThat(fixed(WORLD + "param p = 1 s\n" + END, Codes.PARAMETER_UNUSED))
                .isEqualTo(WORLD + END);
        assertThat(fixed("host a {\n    cpus 4\n    cpus 8\n}\n", Codes.STATEMENT_TWICE))
                .isEqualTo("host a {\n    cpus 4\n}\n");
        assertThat(fixed("host a { hypervisor demanding }", Codes.OPTION_MISSING))
                .contains("hypervisor demanding { tithe 10 ms }");
        assertThat(fixed("host a { hypervisor demanding { other 1 } }", Codes.OPTION_MISSING))
                .contains("{ tithe 10 ms other 1 }");
        assertThat(fixed(
                        WORLD + "host dst { }\ntimeline { at 1 s migrate web  at 2 s end }",
                        Codes.EVENT_CLAUSE_MISSING))
                .contains("migrate web to src");
    }

    @Test
    void aProblemThatIsNoLongerWhereItWasHasNoFix() {
        XtextResource file = Editor.open("host a { }").file();

        assertThat(Editor.service(QuickFixes.class)
                        .of(file, Problem.of(Codes.UNIT_MISSING, 500, 3, new String[] {"", "1 s"}), ""))
                .isEmpty();
        assertThat(Editor.service(QuickFixes.class).of(file, Problem.of(null, 0, 1, null), ""))
                .isEmpty();
    }
}
