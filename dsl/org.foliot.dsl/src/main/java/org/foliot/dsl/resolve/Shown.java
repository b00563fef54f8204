package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.host.ProcessorFeatures.Field;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Features;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.Targets;

/** Works out what a VMM shows a guest of the processors that it runs on, or may come to run on. */
final class Shown {
    private final Options options;
    private final Findings findings;

    Shown(Options options, Findings findings) {
        this.options = options;
        this.findings = findings;
    }

    /** Fields that a guest is shown lower than its host has them; a register can be lowered and not raised. */
    SortedMap<Field, Integer> features(Guest guest, Features statement, ResolvedHost host) {
        ProcessorFeatures there = host.identities().stream()
                .map(CpuIdentity::features)
                .reduce(ProcessorFeatures::common)
                .orElse(ProcessorFeatures.DEFAULT);
        SortedMap<Field, Integer> lowered = new TreeMap<>();
        Identities.fields(options, statement.getOptions()).forEach((field, value) -> {
            boolean possible = field.isLowerSafe() ? value <= there.get(field) : value == there.get(field);
            if (possible) {
                lowered.put(field, value);
            } else {
                findings.error(
                        Codes.FEATURE_RAISED,
                        statement,
                        "guest " + guest.getName() + " cannot be shown " + field.register() + " = " + value
                                + " on host " + host.name() + ", which has " + there.get(field),
                        field.isLowerSafe()
                                ? "a VMM can lower what a guest is shown, and not raise it"
                                : "this field cannot be changed at all");
            }
        });
        return Collections.unmodifiableSortedMap(lowered);
    }

    /** The processors of the hosts that a guest is told of, each once. */
    static List<Implementation> implementations(Targets statement, Map<Host, ResolvedHost> hosts) {
        Set<Implementation> targets = new LinkedHashSet<>();
        for (Host host : statement.getHosts()) {
            if (hosts.containsKey(host)) {
                hosts.get(host).identities().forEach(i -> targets.add(i.implementation()));
            }
        }
        return List.copyOf(targets);
    }
}
