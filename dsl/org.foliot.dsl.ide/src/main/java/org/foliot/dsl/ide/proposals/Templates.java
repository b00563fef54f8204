package org.foliot.dsl.ide.proposals;

import java.util.List;
import java.util.Map;

/** Whole statements to fill in, offered beside the keyword that they begin with. */
public class Templates {
    /** By the rule of the grammar and the keyword in it; what begins with an @ is for {@link TemplateNames}. */
    private static final Map<String, List<Proposal>> BY_KEYWORD = Map.ofEntries(
            Map.entry("Scenario.scenario", List.of(Proposal.snippet("scenario", "a whole scenario", """
                        scenario ${1:name}

                        host ${2:server} {
                            cpus ${3:4}
                            counter 100 MHz
                            task hog on cpu 0 { busy }
                        }

                        guest ${4:web} on ${2:server} {
                            vcpus 2 on cpu 0..1
                            pvtime ${5:host_kernel}
                            process work { busy }
                        }

                        timeline {
                            at 0 s start ${4:web}
                            at ${6:10 s} end
                        }

                        expect {
                            always ${4:web}.vcpu[*].stolen nondecreasing
                            $0
                        }
                        """))),
            Map.entry(
                    "Host.host",
                    List.of(
                            Proposal.snippet("host", "a host with its kernel", """
                                host ${1:name} {
                                    cpus ${2:4}
                                    counter ${3:100 MHz}
                                    kernel ${4:6.12} { tick 250 Hz }
                                    $0
                                }"""),
                            Proposal.snippet(
                                    "host like", "a host like another", "host ${1:name} like ${2:@host} { $0 }"))),
            Map.entry("Guest.guest", List.of(Proposal.snippet("guest", "a guest with stolen time", """
                        guest ${1:name} on ${2:@host} {
                            vcpus ${3:2}
                            pvtime ${4:host_kernel}
                            process ${5:work} { busy }
                            $0
                        }"""))),
            Map.entry("Timeline.timeline", List.of(Proposal.snippet("timeline", "what happens", """
                        timeline {
                            at 0 s start ${1:@guest}
                            $0
                            at ${2:10 s} end
                        }"""))),
            Map.entry("Expectations.expect", List.of(Proposal.snippet("expect", "what is expected", """
                        expect {
                            always ${1:@guest}.vcpu[*].stolen nondecreasing
                            $0
                        }"""))),
            Map.entry(
                    "Trigger.at",
                    List.of(Proposal.snippet(
                            "at … pause", "an event at an instant", "at ${1:1 s} pause ${2:@guest} for ${3:100 ms}"))),
            Map.entry("Study.study", List.of(Proposal.snippet("study", "the same scenario with many settings", """
                        study ${1:name} of ${2:@scenario} {
                            vary ${3:@axis}
                            measure ${4:stolen} = sum(${5:@guest}.vcpu[*].stolen)
                            repeat ${6:10}
                            $0
                        }"""))),
            Map.entry(
                    "Variation.vary",
                    List.of(Proposal.snippet("vary … in", "an axis and its values", "vary ${1:@axis}"))),
            Map.entry(
                    "MeasureDeclaration.measure",
                    List.of(Proposal.snippet(
                            "measure … = sum",
                            "a number that every run has",
                            "measure ${1:stolen} = sum(${2:@guest}.vcpu[*].stolen)"))),
            Map.entry(
                    "DistributionDeclaration.distribution",
                    List.of(Proposal.snippet(
                            "distribution waits of",
                            "each wait of a vCPU",
                            "distribution waits of ${1:@guest}.vcpu[*]"))),
            Map.entry(
                    "Repetition.repeat",
                    List.of(Proposal.snippet(
                            "repeat until ci",
                            "until an interval is narrow enough",
                            "repeat until ci(${1:@measure}) < ${2:2 %} max ${3:200}"))),
            Map.entry(
                    "PairedComparison.compare",
                    List.of(Proposal.snippet(
                            "compare … by", "differences to a base", "compare ${1:@measure} by ${2:@varied}"))),
            Map.entry(
                    "Chart.chart",
                    List.of(Proposal.snippet(
                            "chart … by", "a measure over an axis", "chart ${1:@measure} by ${2:@varied}"))),
            Map.entry(
                    "Sensitivity.sensitivity",
                    List.of(Proposal.snippet(
                            "sensitivity of … by sobol",
                            "which axes matter",
                            "sensitivity of ${1:@measure} by sobol ${2:64}"))),
            Map.entry(
                    "Expectation.always",
                    List.of(
                            Proposal.snippet(
                                    "always … nondecreasing",
                                    "never falls",
                                    "always ${1:@guest}.vcpu[*].${2:stolen} nondecreasing"),
                            Proposal.snippet(
                                    "always … adds up",
                                    "all time of a vCPU is accounted for",
                                    "always ${1:@guest}.vcpu[*].running + ${1:@guest}.vcpu[*].waiting + ${1:@guest}.vcpu[*].idle"
                                            + " + ${1:@guest}.vcpu[*].in_host + ${1:@guest}.vcpu[*].paused"
                                            + " + ${1:@guest}.vcpu[*].offline = ${1:@guest}.elapsed"))),
            Map.entry(
                    "Expectation.at",
                    List.of(Proposal.snippet(
                            "at end … within … of",
                            "two readings agree in the end",
                            "at end ${1:@guest}.vcpu[*].stolen within ${2:1 us} of ${1:@guest}.vcpu[*].run_delay"))),
            Map.entry(
                    "Group.group",
                    List.of(Proposal.snippet("group", "threads that share", "group ${1:name} { weight ${2:100} }"))),
            Map.entry(
                    "Task.task",
                    List.of(Proposal.snippet("task", "a thread of the host", "task ${1:name} on cpu ${2:0} { busy }"))),
            Map.entry(
                    "Process.process",
                    List.of(Proposal.snippet("process", "work in the guest", "process ${1:name} { ${2:busy} }"))));

    /**
     * The templates that begin with a keyword, with names that the file declares.
     *
     * @param rule the rule of the grammar that the keyword stands in
     */
    List<Proposal> of(String keyword, String rule, Place place) {
        List<Proposal> templates = BY_KEYWORD.getOrDefault(rule + "." + keyword, List.of());
        if (templates.isEmpty()) {
            return templates;
        }
        TemplateNames names = TemplateNames.of(place);
        return templates.stream()
                .map(t -> Proposal.snippet(t.label(), t.detail(), names.fill(t.text())))
                .toList();
    }
}
