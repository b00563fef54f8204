package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.GroupDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.TaskDescription;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.validation.Grade;
import org.foliot.validation.GuestSetup;
import org.foliot.validation.Interruption;
import org.foliot.validation.Interval;
import org.foliot.validation.Machine;
import org.foliot.validation.Quantity;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.RecordedCase.Family;
import org.foliot.validation.Setup;

/** Reads the cases of {@code kvm_cases}: a VM that computes without end, and its steal page. */
final class VmCases {
    /** The windows of all cases without an event were so long. */
    private static final Duration WINDOW = Duration.ofMillis(2500);
    /** From the beginning of an event's interval to the event. */
    private static final Duration LEAD = Duration.ofMillis(10);
    /** Edges of intervals lie on this grid. */
    private static final Duration GRID = Duration.ofMillis(10);

    private static final Pattern SECONDS = Pattern.compile("\\bfor (\\d{1,4}) s\\b");
    private static final Pattern VMM_SLEEP = Pattern.compile("\\bVMM sleeps (\\d{1,6}) ms\\b");
    private static final Pattern POLL = Pattern.compile("\\bwakes every (\\d{1,4}) ms\\b");

    private final String file;
    private final Machine machine;

    VmCases(String file, Machine machine) {
        this.file = file;
        this.machine = machine;
    }

    RecordedCase read(String id, Fields json) {
        String description = json.has("description") ? json.text("description") : id;
        CaseName name = CaseName.of(id, 1, json);
        boolean event = name.stop().isPresent();
        List<Interval> intervals = event ? aroundEvent(json) : List.of(after(Machine.WARM_UP, "", WINDOW));
        Optional<Interruption> interruption = name.stop()
                .map(kind -> new Interruption(
                        kind,
                        intervals.get(1).from().plus(LEAD),
                        said(SECONDS, description, Duration.ofSeconds(1))
                                .orElse(intervals.get(1).length().minus(LEAD.times(2))),
                        kind == Interruption.Kind.STOP
                                ? said(POLL, description, Duration.ofMillis(1)).orElse(Duration.ofMillis(1))
                                : Duration.ZERO));
        if (event && interruption.get().lasts().compareTo(intervals.get(1).length()) >= 0) {
            json.wrong("event.wall_ms", "is not longer than the event that the description tells of");
        }
        VmRules rules = new VmRules();
        List<Quantity> quantities = event
                ? rules.aroundEvent(json, intervals)
                : rules.window(json.object("observed"), intervals.get(0), name.exits());
        return new RecordedCase(
                id,
                file,
                Family.VM,
                description,
                Grade.UNFILTERED,
                json.has("runs") ? (int) json.whole("runs", 1, 1_000_000) : 1,
                machine,
                setup(name, json, description, interruption),
                intervals,
                quantities);
    }

    static Interval after(Duration from, String name, Duration length) {
        return new Interval(name, from, from.plus(length));
    }

    private static List<Interval> aroundEvent(Fields json) {
        List<Interval> intervals = new ArrayList<>();
        Duration from = Machine.WARM_UP;
        for (String part : List.of("before", "event", "after")) {
            double wall = json.object(part).range("wall_ms").median();
            if (json.has(part) && wall < 20) {
                json.wrong(part + ".wall_ms", "is " + wall + ", less than 20 ms");
            }
            long steps = Math.round(Math.max(20, Math.min(wall, 3.6e6)) * Duration.PS_PER_MILLI / GRID.picoseconds());
            Interval interval = after(from, part, GRID.times(steps));
            intervals.add(interval);
            from = interval.to();
        }
        return intervals;
    }

    private static Optional<Duration> said(Pattern pattern, String description, Duration unit) {
        Matcher matcher = pattern.matcher(description);
        return matcher.find() ? Optional.of(unit.times(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }

    private static Setup setup(CaseName name, Fields json, String description, Optional<Interruption> interruption) {
        List<GroupDescription> groups = new ArrayList<>(List.of(VmSetups.common()));
        boolean apart = !name.shares().isEmpty();
        boolean grouped = apart
                || name.quota().isPresent()
                || name.stop().filter(k -> k == Interruption.Kind.FREEZE).isPresent();
        if (grouped) {
            groups.add(VmSetups.group(VmSetups.VM_GROUP, apart ? name.shares().get(0) : 1024, name.quota()));
        }
        if (apart) {
            groups.add(VmSetups.group(VmSetups.RIVALS, name.shares().get(1), Optional.empty()));
        }
        int busy = apart ? Math.max(1, name.competitors()) : name.competitors();
        List<TaskDescription> tasks = VmSetups.busy(busy, apart ? VmSetups.RIVALS : Setup.COMMON);
        Behaviour behaviour = name.exits()
                ? new Behaviour.Exiting(
                        work(json.object("observed")),
                        said(VMM_SLEEP, description, Duration.ofMillis(1)).orElse(Duration.ofMillis(5)))
                : new Behaviour.Busy();
        GuestSetup guest = new GuestSetup(
                VmSetups.thread(grouped ? VmSetups.VM_GROUP : Setup.COMMON, name.nice(), name.policy()),
                new KernelRelease(6, 1),
                new Frequency(100),
                true,
                true,
                List.of(new ProcessDescription("loop", "loop", List.of(), 0, behaviour, false, true)));
        return new Setup(groups, tasks, VmSetups.atOnce(tasks), Optional.of(guest), interruption);
    }

    /** What the loop between two exits costs is a fact of the machine; it is what ran between two exits. */
    private static Duration work(Fields observed) {
        double exits = observed.range("io_exits_per_s").median();
        double run = observed.range("run_fraction").median();
        if (exits <= 0 || run <= 0) {
            observed.wrong("io_exits_per_s", "is 0 in a case whose guest leaves for the VMM");
            return Duration.ofMillis(1);
        }
        return Duration.ofMicros(Math.max(1, Math.round(run / exits * 1e6)));
    }
}
