package org.foliot.api.timeline;

import static org.foliot.api.observation.Subject.CPU;
import static org.foliot.api.observation.Subject.GROUP;
import static org.foliot.api.observation.Subject.GUEST;
import static org.foliot.api.observation.Subject.HOST;
import static org.foliot.api.observation.Subject.PROCESS;
import static org.foliot.api.observation.Subject.TASK;
import static org.foliot.api.observation.Subject.VCPU;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foliot.api.extension.Option;
import org.foliot.api.observation.Subject;
import org.foliot.time.ByteSize;
import org.foliot.time.Duration;

/** The events of the simulator. */
public final class Events {
    /** No settings. */
    public record None() {}

    /** Settings of a pause. */
    public record Pause(
            @Option(
                    doc =
                            "How often the threads of paused vCPUs wake to look whether they may go on; 0 s: they sleep until"
                                    + " they are told, as QEMU's do.",
                    value = "0 s",
                    max = "1 s")
            Duration poll) {}

    /** Settings of a migration. */
    public record Migrate(
            @Option(
                    doc =
                            "When memory is copied: stopped, in the downtime; pre_copy, in rounds while the guest runs, until the"
                                    + " rest fits in the downtime; post_copy, after it, with page faults until all is there.",
                    value = "stopped")
            Mode mode,

            @Option(
                    doc = "How long the guest is stopped; with pre_copy, how long it may be at most. QEMU's default of"
                            + " downtime-limit.",
                    value = "300 ms",
                    max = "1 h")
            Duration downtime,

            @Option(
                    doc = "How much memory is copied in a second, as QEMU's max-bandwidth; a choice, near 10 Gbit/s.",
                    value = "1 GiB",
                    min = "1 B")
            ByteSize maxBandwidth,

            @Option(doc = "pre_copy: how much memory the guest dirties in a second. A choice.", value = "64 MiB")
            ByteSize dirtyRate,

            @Option(
                    doc =
                            "pre_copy: what the guest dirties again and again, which is the most that can be dirty after a"
                                    + " round; 0 B: all of its memory.",
                    value = "0 B")
            ByteSize workingSet,

            @Option(
                    doc =
                            "pre_copy: rounds after which the migration is given up. QEMU goes on for ever; Clark et al. (NSDI"
                                    + " 2005) give up after about 30.",
                    value = "30",
                    min = "1",
                    max = "10000")
            int maxRounds,

            @Option(
                    doc = "post_copy: how much memory each vCPU touches in a second of executing. A choice.",
                    value = "64 MiB")
            ByteSize touchRate,

            @Option(
                    doc = "post_copy: how long a vCPU waits for a page that it touches before it is there. A choice.",
                    value = "500 us",
                    min = "1 us",
                    max = "1 s")
            Duration faultLatency,

            @Option(
                    doc =
                            "Whether to go on although a check refuses, to see what then goes wrong. No force makes room on a host"
                                    + " without memory, or has one hypervisor read what another saved.",
                    value = "off")
            boolean force) {
        /** When the memory of a migrating guest is copied. */
        public enum Mode {
            /** While it is stopped. */
            STOPPED,
            /** Before. */
            PRE_COPY,
            /** Afterwards. */
            POST_COPY
        }
    }

    /** Settings of saving a guest to disk. */
    public record Save(
            @Option(
                    doc = "Time that writing the state takes while the guest is stopped; a choice.",
                    value = "500 ms",
                    max = "1 h")
            Duration takes) {}

    /** Settings of a damage. */
    public record Damage(
            @Option(
                    doc =
                            "What happens to the file: truncation, half of it is missing; version, it says that a later release has"
                                    + " written it; tampering, one bit of it is flipped.",
                    value = "tampering")
            Kind by) {
        /** What can happen to a file. */
        public enum Kind {
            TRUNCATION,
            VERSION,
            TAMPERING
        }
    }

    /** Settings of kexec, crash and reboot. */
    public record Takeover(
            @Option(
                    doc = "Whether the old kernel disables stolen time before the new one starts; still_enabled"
                            + " leaves the host writing into donated memory.",
                    value = "disabled")
            PvTime pvtime,

            @Option(doc = "Whether the new kernel knows about stolen time.", value = "on")
            boolean aware) {
        /** What happens to stolen time before the new kernel starts. */
        public enum PvTime {
            DISABLED,
            STILL_ENABLED
        }
    }

    /** Settings of a step of a clock. */
    public record Step(
            @Option(
                    doc =
                            "Which clock steps: clock, the guest's CLOCK_REALTIME, as date -s does it; ntp, the server of time that"
                                    + " discipline ntp asks; or rtc, the VMM's real-time clock, which discipline rtc reads.",
                    value = "clock")
            Source source) {
        /** Clocks that can be set. */
        public enum Source {
            CLOCK,
            NTP,
            RTC
        }
    }

    /** Settings of a corruption of the structure. */
    public record Corrupt(
            @Option(doc = "What is overwritten.", value = "stolen_time")
            Field field,

            @Option(doc = "The number that is written, in the unit of the field.", value = "0")
            long value) {
        /** Fields of a stolen-time structure. */
        public enum Field {
            REVISION,
            ATTRIBUTES,
            STOLEN_TIME
        }
    }

    /** Settings of an injected preemption. */
    public record Preempt(
            @Option(
                    doc =
                            "What it strikes: steal_update is the hypervisor's next update of the structure, between its reads"
                                    + " of run_delay; clock_update is the guest's update of its run-queue clock, after it has read"
                                    + " the counter and before it reads stolen time (update_rq_clock_task; the race that"
                                    + " 108ad0999085 names).",
                    value = "steal_update")
            During during) {
        /** What a preemption can strike. */
        public enum During {
            STEAL_UPDATE,
            CLOCK_UPDATE
        }
    }

    private static final List<EventKind> ALL = List.of(
            event(
                    "start",
                    EnumSet.of(GUEST, TASK, PROCESS),
                    None.class,
                    "Starts a guest, a host task or a guest process."),
            event(
                    "stop",
                    EnumSet.of(GUEST, TASK, PROCESS),
                    None.class,
                    "Ends a guest, a host task or a guest process."),
            event(
                    "pause",
                    EnumSet.of(GUEST),
                    Pause.class,
                    "Stops a guest as QMP stop does: the VMM keeps its vCPUs out of KVM_RUN and, by default, stops its virtual counter. Paused time is never stolen.",
                    optional("for", Clause.Value.DURATION, "How long; for ever, or until resume, without it.")),
            event(
                    "resume",
                    EnumSet.of(GUEST, HOST),
                    None.class,
                    "Lets a paused or suspended guest go on, or wakes a suspended host.",
                    optional(
                            "on",
                            Clause.Value.HOST,
                            "Host on which a suspended guest is resumed; where it was without it.")),
            event(
                    "sigstop",
                    EnumSet.of(GUEST, TASK),
                    None.class,
                    "Stops the threads as SIGSTOP does: the VMM does not know, so clocks run on; the time is not stolen.",
                    optional("for", Clause.Value.DURATION, "How long; until sigcont without it.")),
            event("sigcont", EnumSet.of(GUEST, TASK), None.class, "Continues what sigstop stopped."),
            event(
                    "freeze",
                    EnumSet.of(GROUP),
                    None.class,
                    "Freezes all threads of a group and of the groups in it, as cgroup.freeze does: nobody in it knows, so clocks run on; the time is not stolen.",
                    optional("for", Clause.Value.DURATION, "How long; until thaw without it.")),
            event("thaw", EnumSet.of(GROUP), None.class, "Lets the threads of a frozen group go on."),
            event(
                    "migrate",
                    EnumSet.of(GUEST),
                    Migrate.class,
                    "Moves a running guest to another host.",
                    required("to", Clause.Value.HOST, "The destination.")),
            event(
                    "snapshot",
                    EnumSet.of(GUEST),
                    Save.class,
                    "Saves a guest, which then runs on.",
                    required("as", Clause.Value.NAME, "Name of the snapshot.")),
            event(
                    "restore",
                    EnumSet.of(GUEST),
                    None.class,
                    "Replaces a guest by a snapshot of it.",
                    required("from", Clause.Value.NAME, "Name of the snapshot."),
                    optional("on", Clause.Value.HOST, "Host on which it goes on; where it was without it.")),
            event(
                    "suspend",
                    EnumSet.of(GUEST, HOST),
                    Save.class,
                    "Saves a guest to disk and ends it, until resume; or suspends a whole host.",
                    optional(
                            "for",
                            Clause.Value.DURATION,
                            "How long; until resume without it. A guest then goes on where it was.")),
            event(
                    "damage",
                    EnumSet.of(GUEST),
                    Damage.class,
                    "Damages the file of a snapshot, or of a guest that is suspended to disk. Who is restored from it is refused; nobody else notices.",
                    optional(
                            "as",
                            Clause.Value.NAME,
                            "Name of the snapshot; the file of the suspended guest without it.")),
            event(
                    "upgrade",
                    EnumSet.of(HOST),
                    None.class,
                    "Boots a host whose guests are all suspended into another kernel.",
                    required("to", Clause.Value.RELEASE, "The new release.")),
            event(
                    "kexec",
                    EnumSet.of(GUEST),
                    Takeover.class,
                    "The guest's kernel starts another kernel.",
                    optional("to", Clause.Value.RELEASE, "Release of the new kernel; the same without it.")),
            event("crash", EnumSet.of(GUEST), Takeover.class, "The guest's kernel panics and starts its crash kernel."),
            event(
                    "sleep",
                    EnumSet.of(GUEST),
                    None.class,
                    "The guest suspends itself to RAM, until the VMM's real-time clock wakes it: all CPUs but one go down, its clocks stop, and its drivers do what they do at a suspend. The host and the VMM know nothing of it.",
                    required("for", Clause.Value.DURATION, "When the alarm goes off, counted from now.")),
            event("reboot", EnumSet.of(GUEST), None.class, "The guest resets and goes through its firmware again."),
            event("offline", EnumSet.of(VCPU), None.class, "The guest takes a CPU offline."),
            event("online", EnumSet.of(VCPU), None.class, "The guest brings a CPU online."),
            event("add", EnumSet.of(VCPU), None.class, "The VMM hot-adds the vCPUs, which were declared as absent."),
            event("unplug", EnumSet.of(CPU), None.class, "Takes a physical processor offline; its threads move."),
            event("replug", EnumSet.of(CPU), None.class, "Brings a physical processor back."),
            event(
                    "quota",
                    EnumSet.of(GROUP),
                    None.class,
                    "Changes a group's quota.",
                    required("to", Clause.Value.DURATION, "CPU time per period."),
                    optional("per", Clause.Value.DURATION, "The period; as before without it.")),
            event("unlimit", EnumSet.of(GROUP), None.class, "Removes a group's quota."),
            event(
                    "weight",
                    EnumSet.of(GROUP),
                    None.class,
                    "Changes a group's weight.",
                    required("to", Clause.Value.NUMBER, "cpu.weight, 1 to 10000.")),
            event(
                    "nice",
                    EnumSet.of(TASK, VCPU, PROCESS),
                    None.class,
                    "Changes a nice value.",
                    required("to", Clause.Value.NUMBER, "−20 to 19.")),
            event(
                    "pin",
                    EnumSet.of(TASK, VCPU),
                    None.class,
                    "Changes the processors a thread may use.",
                    required("on", Clause.Value.CPUS, "The processors.")),
            event(
                    "step",
                    EnumSet.of(GUEST),
                    Step.class,
                    "Somebody sets the guest's real-time clock, or an outside clock that it goes by.",
                    required("by", Clause.Value.DURATION, "How far.")),
            event(
                    "swap_out",
                    EnumSet.of(VCPU),
                    None.class,
                    "The host swaps out the page that holds a vCPU's structure."),
            event("corrupt", EnumSet.of(VCPU), Corrupt.class, "Guest software overwrites a vCPU's structure."),
            event(
                    "preempt",
                    EnumSet.of(VCPU),
                    Preempt.class,
                    "Preempts the vCPU's thread once, where it matters to an update.",
                    required("for", Clause.Value.DURATION, "How long it waits.")));

    private Events() {}

    private static EventKind event(
            String verb, Set<Subject> targets, Class<? extends Record> options, String doc, Clause... clauses) {
        return new EventKind(verb, targets, List.of(clauses), options, doc);
    }

    private static Clause optional(String preposition, Clause.Value value, String doc) {
        return new Clause(preposition, value, false, doc);
    }

    private static Clause required(String preposition, Clause.Value value, String doc) {
        return new Clause(preposition, value, true, doc);
    }

    /** All of them. */
    public static List<EventKind> all() {
        return ALL;
    }

    /** The event with a verb, if there is one. */
    public static Optional<EventKind> find(String verb) {
        return ALL.stream().filter(e -> e.verb().equals(verb)).findFirst();
    }
}
