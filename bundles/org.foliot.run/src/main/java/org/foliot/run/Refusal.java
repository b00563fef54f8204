package org.foliot.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an event of the timeline could not take place: the words of {@code … rejected because …}.
 *
 * <p>An event that is refused changes nothing. Unless an expectation says that it is rejected, it fails the run.
 */
public enum Refusal {
    /** The guest, task or process is not running: not started, stopped or suspended. */
    NOT_RUNNING("it is not running"),
    /** It is running already. */
    ALREADY_RUNNING("it is running already"),
    /** The guest is paused or stopped by a signal, so nothing inside it can act. */
    PAUSED("it is paused"),
    /** The guest is not paused, or the thread not stopped by a signal. */
    NOT_PAUSED("it is not paused"),
    /** The guest's kernel is not up yet, so it cannot do what is asked. */
    NOT_BOOTED("its kernel is not up"),
    /** The guest is in the middle of something else, such as a migration or a save. */
    BUSY("it is busy with another event"),
    /** A vCPU or processor is online already. */
    ALREADY_ONLINE("it is online already"),
    /** A vCPU or processor is offline already. */
    ALREADY_OFFLINE("it is offline already"),
    /** The last vCPU of a guest or processor of a host cannot go offline. */
    LAST_ONE("it is the last one"),
    /** A hot-added vCPU was never declared absent, or is there already. */
    ALREADY_PRESENT("it is there already"),
    /** A vCPU is not there: declared absent and not added yet. */
    ABSENT("it has not been added"),
    /** The CPU's online callback failed with an errno, so the kernel rolled it back. */
    ONLINE_FAILED("its online callback failed"),
    /** A guest cannot be migrated to the host it runs on. */
    SAME_HOST("it is there already"),
    /** There is no snapshot of that name. */
    NO_SNAPSHOT("there is no such snapshot"),
    /** The host is suspended. */
    HOST_SUSPENDED("the host is suspended"),
    /** Guests are still running on the host. */
    GUESTS_RUNNING("guests still run on the host"),
    /** The host has not enough memory left. */
    NO_MEMORY("the host has not enough memory left"),
    /** A processor that a thread is pinned to is not there or offline. */
    NO_PROCESSOR("none of its processors is online"),
    /** Counters of source and destination run at different frequencies. */
    COUNTER_FREQUENCY("the counter frequencies differ"),
    /** The guest has stolen time and the destination does not offer it. */
    PVTIME_ABSENT("the destination has no stolen time"),
    /** Revision or attributes of the stolen-time structure are not what the destination writes. */
    STRUCTURE_REVISION("the structure's revision or attributes differ"),
    /** The state was written by another hypervisor. */
    HYPERVISOR("it was saved by another hypervisor"),
    /** The state has a version that the destination cannot read. */
    STATE_VERSION("the saved state has a version that cannot be read"),
    /** The state does not fit the destination. */
    STATE("the saved state does not fit"),
    /** The number of vCPUs differs. */
    VCPUS("the number of vCPUs differs"),
    /** The destination cannot place the structures where the guest has them. */
    PLACEMENT("the structures cannot be placed"),
    /** Regions of the guest's address space overlap. */
    OVERLAP("regions of the guest's memory overlap"),
    /** A structure's address is not aligned as the ABI demands. */
    ALIGNMENT("the structure is not aligned"),
    /** KVM_SET_DEVICE_ATTR: the address was already set. */
    ATTRIBUTE_EEXIST("EEXIST: the address is set already"),
    /** KVM_SET_DEVICE_ATTR: the address is unaligned or not in a memory slot. */
    ATTRIBUTE_EINVAL("EINVAL: the address is not aligned or not in a memory slot"),
    /** KVM_SET_DEVICE_ATTR: the host has no stolen time. */
    ATTRIBUTE_ENXIO("ENXIO: the host has no stolen time"),
    /** The VMM gave up with another errno while it configured the VM. */
    CONFIGURATION("the VMM could not configure the VM"),
    /** The guest has no stolen-time structure that could be swapped out or corrupted. */
    NO_STRUCTURE("there is no stolen-time structure"),
    /** A group has no quota, or a value is out of its range. */
    RANGE("the value is out of range");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** The word that a scenario writes, for example {@code counter_frequency}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a message says where nothing more exact is known. */
    public String sentence() {
        return sentence;
    }

    /** The reason that a word stands for. */
    public static Optional<Refusal> ofWord(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
