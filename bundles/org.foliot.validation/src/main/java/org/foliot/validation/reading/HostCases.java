package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.GroupDescription;
import org.foliot.program.SubjectRef;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.time.Duration;
import org.foliot.validation.Grade;
import org.foliot.validation.Interval;
import org.foliot.validation.Machine;
import org.foliot.validation.Quantity;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.RecordedCase.Family;
import org.foliot.validation.Setup;

/** Reads the cases of {@code cases}: threads on a host. */
final class HostCases {
    private static final Duration NANO = Duration.ofNanos(1);
    private static final Duration MICRO = Duration.ofMicros(1);
    private static final int MOST_TASKS = 256;
    private static final String COMMON = "(common)";
    private static final String ROOT = "(root cgroup)";
    private static final Map<String, Policy> POLICIES = new LinkedHashMap<>();

    static {
        POLICIES.put("SCHED_OTHER", Policy.OTHER);
        POLICIES.put("SCHED_BATCH", Policy.BATCH);
        POLICIES.put("SCHED_IDLE", Policy.IDLE);
        POLICIES.put("SCHED_FIFO", Policy.FIFO);
        POLICIES.put("SCHED_RR", Policy.RR);
    }

    private final String file;
    private final Machine machine;

    HostCases(String file, Machine machine) {
        this.file = file;
        this.machine = machine;
    }

    RecordedCase read(String id, Fields json) {
        Duration window = json.time("duration_ns", NANO);
        Interval whole = new Interval("", Machine.WARM_UP, Machine.WARM_UP.plus(window));
        List<GroupDescription> groups = groups(json);
        List<TaskDescription> tasks = new ArrayList<>();
        List<Duration> phases = new ArrayList<>();
        for (Fields task : json.objects("tasks")) {
            tasks.add(task(task, tasks.size(), groups));
            phases.add(task.optionalTime("phase_ns", NANO));
        }
        if (tasks.isEmpty() && json.has("tasks")) {
            json.wrong("tasks", "has nobody in it");
        } else if (tasks.size() > MOST_TASKS) {
            json.wrong("tasks", "has " + tasks.size() + " tasks, more than " + MOST_TASKS);
        }
        Fields quality = json.object("quality");
        Grade grade = grade(quality);
        return new RecordedCase(
                id,
                file,
                Family.HOST,
                json.has("description") ? json.text("description") : id,
                grade,
                quality.has("runs_used") ? (int) quality.whole("runs_used", 1, 1_000_000) : 1,
                machine,
                new Setup(groups, tasks, phases, Optional.empty(), Optional.empty()),
                List.of(whole),
                quantities(json, tasks, grade, whole));
    }

    private static Grade grade(Fields quality) {
        String word = quality.word("grade", List.of("clean", "mixed", "poor"));
        return switch (word) {
            case "clean" -> Grade.CLEAN;
            case "mixed" -> Grade.MIXED;
            default -> Grade.POOR;
        };
    }

    // ---- groups ----

    private static List<GroupDescription> groups(Fields json) {
        List<GroupDescription> groups = new ArrayList<>();
        groups.add(new GroupDescription(
                Setup.COMMON, Optional.empty(), Machine.COMMON_WEIGHT, Optional.empty(), Duration.ZERO, false, false));
        if (json.has("groups")) {
            Fields declared = json.object("groups");
            for (String name : declared.names()) {
                groups.add(group(declared.object(name), name));
            }
        }
        return groups;
    }

    private static GroupDescription group(Fields json, String name) {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*") || name.equals(Setup.COMMON)) {
            json.wrong("", "\"" + name + "\" cannot be the name of a group");
        }
        Optional<GroupDescription.Quota> quota = Optional.empty();
        Duration burst = Duration.ZERO;
        if (json.has("quota_us") || json.has("period_us")) {
            Duration time = MICRO.times(json.whole("quota_us", 1_000, 3_600_000_000L));
            Duration period = MICRO.times(json.whole("period_us", 1_000, 1_000_000));
            quota = Optional.of(new GroupDescription.Quota(time, period));
            burst = json.optionalTime("burst_us", MICRO);
            if (burst.compareTo(time) > 0) {
                json.wrong("burst_us", "is more than the quota");
            }
        }
        boolean idle = json.has("cpu_idle") && json.whole("cpu_idle", 0, 1) == 1;
        long shares = json.whole("cpu_shares_v1", 2, 262_144);
        return new GroupDescription(name, Optional.of(Setup.COMMON), Loads.weight(shares), quota, burst, idle, false);
    }

    // ---- tasks ----

    private TaskDescription task(Fields json, int number, List<GroupDescription> groups) {
        String kind = json.text("kind");
        Policy policy = POLICIES.getOrDefault(json.word("policy", List.copyOf(POLICIES.keySet())), Policy.OTHER);
        int nice = json.has("nice") ? (int) json.whole("nice", -20, 19) : 0;
        int priority = policy.isRealTime() ? (int) json.whole("rt_priority", 1, 99) : 0;
        List<Integer> cpus = json.wholes("pinned_cpus", 0, machine.cpus() - 1);
        if (cpus.isEmpty() && json.has("pinned_cpus")) {
            json.wrong("pinned_cpus", "names no processor");
        }
        Optional<Duration> slice = json.has("sched_attr_runtime_ns")
                ? Optional.of(json.time("sched_attr_runtime_ns", NANO))
                : Optional.empty();
        ThreadTraits traits = new ThreadTraits(
                cpus.stream().distinct().sorted().toList(), cgroup(json, groups), nice, policy, priority, slice);
        return new TaskDescription(
                (kind.isBlank() ? "task" : kind) + "_" + number, traits, behaviour(json, kind), true);
    }

    private static Optional<String> cgroup(Fields json, List<GroupDescription> groups) {
        String group = json.text("cgroup");
        if (group.equals(ROOT)) {
            return Optional.empty();
        } else if (group.equals(COMMON)) {
            return Optional.of(Setup.COMMON);
        }
        if (!group.isBlank() && groups.stream().noneMatch(g -> g.name().equals(group))) {
            json.wrong(
                    "cgroup",
                    "is \"" + group + "\", which is neither a group of the case nor " + COMMON + " or " + ROOT);
        }
        return Optional.of(group);
    }

    private static Behaviour behaviour(Fields json, String kind) {
        switch (kind) {
            case "busy":
                return new Behaviour.Busy();
            case "yield":
                return new Behaviour.Yielding();
            case "periodic":
                Duration run = json.time("run_ns", NANO);
                Duration period = json.time("period_ns", NANO);
                if (run.compareTo(period) > 0 && json.has("period_ns")) {
                    json.wrong("run_ns", "is more than period_ns: such a job never ends in time");
                    run = period;
                }
                return new Behaviour.Periodic(run, period, true);
            case "duty":
                return new Behaviour.Duty(json.time("run_ns", NANO), json.time("sleep_ns", NANO), true);
            default:
                if (!kind.isBlank()) {
                    json.wrong("kind", "is \"" + kind + "\", none of busy, periodic, duty, yield");
                }
                return new Behaviour.Busy();
        }
    }

    // ---- what was observed ----

    private static List<Quantity> quantities(Fields json, List<TaskDescription> tasks, Grade grade, Interval whole) {
        List<Fields> observed = json.object("observed").objects("tasks");
        List<Quantity> quantities = new ArrayList<>();
        if (observed.size() != tasks.size()) {
            json.wrong("observed.tasks", "is a list of " + observed.size() + ", tasks is one of " + tasks.size());
            return quantities;
        }
        List<SubjectRef> subjects =
                tasks.stream().map(t -> Subjects.task(t.name())).toList();
        HostRules rules = new HostRules(json, grade, subjects, whole);
        for (int i = 0; i < tasks.size(); i++) {
            quantities.addAll(rules.of(subjects.get(i), observed.get(i)));
        }
        return quantities;
    }
}
