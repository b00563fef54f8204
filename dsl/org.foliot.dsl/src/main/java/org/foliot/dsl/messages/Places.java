package org.foliot.dsl.messages;

import java.util.Map;
import java.util.Optional;
import org.eclipse.xtext.AbstractRule;
import org.eclipse.xtext.EcoreUtil2;
import org.eclipse.xtext.RuleCall;
import org.eclipse.xtext.nodemodel.INode;

/** What can stand where, in words. */
final class Places {
    private static final String FILE =
            "a file is made of import, scenario, param, kernel, erratum, host, guest, timeline, expect and" + " study";

    private static final String EXPRESSION =
            "an expression is made of readings such as web.vcpu[0].stolen, quantities such as"
                    + " 10 ms, elapsed, sum, min, max, + - * / and comparisons";

    private static final String VARIATION =
            "what varies is written like: vary web.vcpus in 1, 2, 4 .. 64, or: vary pvtime of web in { host_kernel, userspace }";

    private static final String CLAIM =
            "an expectation of a study is written like: always ci(overhead) < 2 % at 95 % where web.vcpus <= 16";

    private static final String EVENT = "an event is a verb and what it acts on, such as: migrate web to dst";

    private static final Map<String, String> BY_RULE = Map.ofEntries(
            Map.entry("ScenarioFile", FILE),
            Map.entry("Element", FILE),
            Map.entry("Import", "an import is written like: import \"parts/hosts.foliot\""),
            Map.entry("Scenario", "a scenario is named like: scenario lost_tick origin \"where it comes from\""),
            Map.entry("Parameter", "a parameter is written like: param downtime = 300 ms"),
            Map.entry("KernelDefinition", "a kernel is written like: kernel debian 6.12 { tick 250 Hz }"),
            Map.entry(
                    "Host",
                    "in a host stand cpus, counter, clock, memory, page, cpu, kernel, hypervisor, scheduler, group and task"),
            Map.entry(
                    "Guest",
                    "in a guest stand vcpus, vcpu, group, nice, policy, priority, slice, memory, region, pvtime, features,"
                            + " implementations, firmware, kernel, process and stopped"),
            Map.entry("Group", "in a group stand weight, quota … per …, burst and idle, or session"),
            Map.entry(
                    "Task",
                    "in a task stand busy, yield, run … every …, run … sleep …, lock held … every …, nice, policy, priority,"
                            + " slice, group and stopped"),
            Map.entry(
                    "Process",
                    "in a process stand busy, yield, run … every …, run … sleep …, lock held … every …, monitor, discipline,"
                            + " nice and stopped"),
            Map.entry("Processors", "in a cpu block stand midr, revidr, aidr, features and errata"),
            Map.entry("Erratum", "in an erratum stand affects, spares, workaround and excludes"),
            Map.entry("MidrRange", "a range of MIDR_EL1 is written like: affects 0x410fd0c0..0x413fd0c1"),
            Map.entry("Region", "a region is written like: region flash at 0x0 size 64 MiB flash"),
            Map.entry("VcpuCount", "vCPUs are counted like: vcpus 2 of 4 on cpu 0..1"),
            Map.entry("Quota", "a quota is written like: quota 50 ms per 100 ms"),
            Map.entry("Release", "a kernel release is written like 6.12"),
            Map.entry("Numeral", "numbers are written like 10, 0.5, 1_000 or 0x1000"),
            Map.entry(
                    "Timeline",
                    "a line of a timeline is written like: at 2 s pause web for 1 s; or begins with every 10 ms from 1 s, or"
                            + " with when and a condition"),
            Map.entry(
                    "Entry",
                    EVENT + "; before it stands at 2 s, every 10 ms from 1 s until 5 s, or when and a condition"),
            Map.entry("Act", EVENT),
            Map.entry("Argument", EVENT),
            Map.entry("Target", "a target is written like web, web.vcpu[1], src.cpu[0..3] or src.hog"),
            Map.entry(
                    "Expectations",
                    "an expectation begins with always, never, eventually, at or after, or is an event and rejected"),
            Map.entry("AfterEvent", "this is written like: after migrate web: web.vcpu[0].stolen > 0 s"),
            Map.entry(
                    "Rejected",
                    "an expectation begins with always, never, eventually, at or after, or is an event and rejected"),
            Map.entry("OptionBlock", "a block of settings holds names and values, such as: tick 250 Hz"),
            Map.entry("Setting", "a block of settings holds names and values, such as: tick 250 Hz"),
            Map.entry("Expression", EXPRESSION),
            Map.entry("Relation", EXPRESSION),
            Map.entry("Sum", EXPRESSION),
            Map.entry("Product", EXPRESSION),
            Map.entry("Primary", EXPRESSION),
            Map.entry(
                    "Study",
                    "in a study stand vary, where, warm up, measure, distribution, repeat, batches, seeds, antithetic, intervals,"
                            + " compare, sensitivity, chart and expect"),
            Map.entry("Variation", VARIATION),
            Map.entry("Axis", VARIATION),
            Map.entry("AxisItem", VARIATION),
            Map.entry("AxisCell", VARIATION),
            Map.entry("Constraint", "a condition on points is written like: where web.vcpus <= 16"),
            Map.entry("WarmUp", "this is written like: warm up 1 s"),
            Map.entry("MeasureDeclaration", "a measure is written like: measure stolen = sum(web.vcpu[*].stolen)"),
            Map.entry("DistributionDeclaration", "this is written like: distribution waits of web.vcpu[*]"),
            Map.entry("MeasureUse", "a measure is named like overhead, or like stolen of web.vcpu[0]"),
            Map.entry("AxisUse", "an axis is named like downtime, web.vcpus or pvtime of web"),
            Map.entry(
                    "Repetition",
                    "runs are repeated like: repeat 10, or repeat until ci(overhead) < 2 % at 95 % min 5 max 200"),
            Map.entry("Batches", "a run is cut into parts like: batches 20"),
            Map.entry("SeedPolicy", "this is written: seeds common, or seeds independent"),
            Map.entry("IntervalMethod", "this is written: intervals by student, by percentile or by bca"),
            Map.entry("PairedComparison", "this is written like: compare overhead by pvtime against host_kernel"),
            Map.entry("Sensitivity", "this is written like: sensitivity of overhead by sobol 64"),
            Map.entry("Chart", "a chart is written like: chart overhead by web.vcpus per pvtime"),
            Map.entry("StudyExpectations", CLAIM),
            Map.entry("StudyClaim", CLAIM));

    private Places() {}

    /** What can stand where a node is, from the innermost place that has words of its own. */
    static String at(INode node) {
        for (INode at = node; at != null; at = at.getParent()) {
            Optional<String> place = rule(at).map(BY_RULE::get);
            if (place.isPresent()) {
                return place.get();
            }
        }
        return "";
    }

    /** Whether a node is inside a rule. */
    static boolean isIn(INode node, String rule) {
        for (INode at = node; at != null; at = at.getParent()) {
            if (rule(at).filter(rule::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> rule(INode node) {
        if (node.getGrammarElement() == null) {
            return Optional.empty();
        }
        AbstractRule rule = node.getGrammarElement() instanceof RuleCall call
                ? call.getRule()
                : EcoreUtil2.getContainerOfType(node.getGrammarElement(), AbstractRule.class);
        return Optional.ofNullable(rule).map(AbstractRule::getName);
    }
}
