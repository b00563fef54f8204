package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foliot.dsl.Codes;
import org.foliot.dsl.foliot.Burst;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Group;
import org.foliot.dsl.foliot.GroupTrait;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.HostMember;
import org.foliot.dsl.foliot.IdleGroup;
import org.foliot.dsl.foliot.Quota;
import org.foliot.dsl.foliot.SessionGroup;
import org.foliot.dsl.foliot.Weight;
import org.foliot.dsl.resolve.ResolvedHost.ResolvedGroup;
import org.foliot.time.Duration;

/** Works out the groups of a host, parents first. */
final class GroupResolver {
    /** cpu.weight (Documentation/admin-guide/cgroup-v2.rst). */
    static final long LARGEST_WEIGHT = 10_000;

    // kernel/sched/core.c: min_cfs_quota_period is 1 ms, max_cfs_quota_period 1 s, and a quota is at least 1 ms too.
    static final Duration SHORTEST_PERIOD = Duration.ofMillis(1);
    static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

    private final Values values;
    private final Findings findings;

    GroupResolver(Values values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /** The groups of a host. */
    List<ResolvedGroup> resolve(Host host, Collection<HostMember> members) {
        Map<String, Group> byName = new LinkedHashMap<>();
        for (HostMember member : members) {
            if (member instanceof Group group && group.getName() != null) {
                byName.put(group.getName(), group);
            }
        }
        Map<String, ResolvedGroup> resolved = new LinkedHashMap<>();
        byName.values().forEach(g -> add(g, byName, resolved, new LinkedHashSet<>()));
        return new ArrayList<>(resolved.values());
    }

    private void add(Group group, Map<String, Group> byName, Map<String, ResolvedGroup> resolved, Set<Group> below) {
        if (resolved.containsKey(group.getName())) {
            return;
        }
        below.add(group);
        Optional<String> parent = parent(group);
        if (parent.isPresent() && byName.containsKey(parent.get())) {
            Group above = byName.get(parent.get());
            if (below.contains(above)) {
                findings.error(
                        Codes.GROUP_CYCLIC,
                        group,
                        FoliotPackage.Literals.GROUP__PARENT,
                        "the group " + group.getName() + " is inside itself",
                        "");
                parent = Optional.empty();
            } else {
                add(above, byName, resolved, below);
            }
        }
        resolved.put(group.getName(), read(group, parent));
    }

    private static Optional<String> parent(Group group) {
        return group.getParent() == null || group.getParent().eIsProxy()
                ? Optional.empty()
                : Optional.of(group.getParent().getName());
    }

    private ResolvedGroup read(Group group, Optional<String> parent) {
        long weight = Defaults.GROUP_WEIGHT;
        Optional<Duration> quota = Optional.empty();
        Optional<Duration> period = Optional.empty();
        Duration burst = Duration.ZERO;
        boolean idle = false;
        boolean session = false;
        for (GroupTrait trait : group.getTraits()) {
            if (trait instanceof Weight w) {
                weight = values.integer(w.getWeight(), "a weight", 1, LARGEST_WEIGHT)
                        .orElse(weight);
            } else if (trait instanceof Quota q) {
                quota = values.duration(q.getTime(), "a quota", SHORTEST_PERIOD, Duration.MAX);
                period = values.duration(q.getPeriod(), "a quota's period", SHORTEST_PERIOD, LONGEST_PERIOD);
            } else if (trait instanceof Burst b) {
                burst = values.duration(b.getTime(), "a burst").orElse(burst);
            } else if (trait instanceof IdleGroup) {
                idle = true;
            } else if (trait instanceof SessionGroup) {
                session = true;
                checkSession(group, trait);
            }
        }
        if (quota.isEmpty() || period.isEmpty()) {
            quota = Optional.empty();
            period = Optional.empty();
        }
        checkBurst(group, quota, burst);
        return new ResolvedGroup(group.getName(), parent, weight, quota, period, burst, idle, session);
    }

    /** An autogroup is no control group. */
    private void checkSession(Group group, GroupTrait session) {
        if (group.getTraits().size() > 1 || group.getParent() != null) {
            findings.error(
                    Codes.GROUP_SESSION,
                    session,
                    "the group of a session has no settings and is in no other group",
                    "the kernel makes it, with the default weight; for a control group leave session away");
        }
    }

    private void checkBurst(Group group, Optional<Duration> quota, Duration burst) {
        for (GroupTrait trait : group.getTraits()) {
            boolean tooLong = trait instanceof Burst && quota.isPresent() && burst.compareTo(quota.get()) > 0;
            if (tooLong) {
                findings.error(
                        Codes.VALUE_RANGE,
                        ((Burst) trait).getTime(),
                        "a burst of " + burst + " is more than the quota",
                        "cpu.max.burst is 0 to the quota, " + quota.get());
            }
        }
    }
}
