package org.foliot.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Why an event of the timeline could not take place: the words of {@code … rejected because …} that the simulator itself
 * uses. Hypervisor bundles may refuse saved state with words of their own; see {@link
 * org.foliot.api.hypervisor.IncompatibleStateException}.
 *
 * <p>An event that is refused changes nothing. Unless an expectation says that it is rejected, it fails the run.
 */
public enum RefusalReason {
    /** The guest, task or process is not running: not started, stopped, or suspended to disk. */
    NOT_RUNNING,
    /** It is running already. */
    ALREADY_RUNNING,
    /** The guest is paused, so nothing inside it can act. */
    PAUSED,
    /** The guest is not paused or suspended, so it cannot be resumed. */
    NOT_PAUSED,
    /** It is stopped by SIGSTOP, so neither its VMM nor anything inside can act. */
    SIGSTOPPED,
    /** It is not stopped by SIGSTOP, so it cannot be continued. */
    NOT_SIGSTOPPED,
    /** Its group is frozen, so neither its VMM nor anything inside can act; or the group is frozen already. */
    FROZEN,
    /** The group is not frozen, so it cannot be thawed. */
    NOT_FROZEN,
    /** Its VMM is busy with a migration or a save. */
    BUSY,
    /** The host is not suspended, so it cannot be resumed. */
    NOT_SUSPENDED,
    /** The host is suspended. */
    HOST_SUSPENDED,
    /** The guest runs on that host already. */
    SAME_HOST,
    /** There is no snapshot of that name. */
    NO_SNAPSHOT,
    /** The file of a snapshot, or of a suspended guest, ends too early. */
    SNAPSHOT_TRUNCATED,
    /** The file of a snapshot, or of a suspended guest, is of a version that cannot be read. */
    SNAPSHOT_VERSION,
    /** The file of a snapshot, or of a suspended guest, is not as it was written. */
    SNAPSHOT_TAMPERED,
    /** Guests are on the host that is to boot another kernel. */
    GUESTS_ON_HOST,
    /** The host has not enough memory left for the guest. */
    HOST_MEMORY,
    /** The guest's CPU or the host's processor is online already. */
    ALREADY_ONLINE,
    /** The guest's CPU or the host's processor is offline already. */
    ALREADY_OFFLINE,
    /** It is the last one online. */
    LAST_ONLINE,
    /** The kernel could not bring the CPU online, because a callback failed. */
    ONLINE_FAILED,
    /** The vCPU was never added. */
    NOT_PRESENT,
    /** The vCPU is there already. */
    ALREADY_PRESENT,
    /** Another vCPU has to be added before this one. */
    NOT_NEXT,
    /** The vCPU has no stolen-time structure that could be swapped out or overwritten. */
    NO_STRUCTURE,
    /** A number is out of its range. */
    RANGE,
    /** The host has no such processor or group, or none of the processors is online. */
    PROCESSORS,
    /** The VMM gave up while it set the VM up: a vCPU attribute was refused. */
    SETUP,
    /** Counters of source and destination run at different frequencies, and nothing hides that. */
    COUNTER_FREQUENCY,
    /** What was saved cannot be read: another hypervisor, another version, or something missing. */
    SAVED_STATE,
    /** The host has no stolen time to offer. */
    PV_TIME,
    /** The host does not implement the revision of the stolen-time structure. */
    STRUCTURE_REVISION,
    /** The structures cannot be placed: unaligned, overlapping, or where nothing is. */
    MEMORY,
    /** The guest dirties its memory faster than it can be copied, so that its migration was given up. */
    NOT_CONVERGING,
    /** The host lacks a hypercall service that the guest was given. */
    HYPERCALL_SERVICES,
    /** A processor of the host is none of those that the guest was told of. */
    IMPLEMENTATIONS,
    /** MIDR_EL1 would change under the guest. */
    MIDR,
    /** REVIDR_EL1 would change under the guest. */
    REVIDR,
    /** AIDR_EL1 would change under the guest. */
    AIDR,
    /** A field of CTR_EL0 promises the guest what the host does not keep, or cannot be shown as it was. */
    CTR,
    /** A field of a feature register promises the guest what the host does not have, or cannot be shown as it was. */
    FEATURES,
    /** The host's processors have an erratum that the guest's kernel does not work around. */
    ERRATA,
    /** Two workarounds would be needed that do not go together. */
    ERRATA_CONFLICT;

    /** The word that a scenario writes, for example {@code counter_frequency}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words in alphabetical order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RefusalReason::word).sorted().collect(Collectors.toUnmodifiableList());
    }
}
