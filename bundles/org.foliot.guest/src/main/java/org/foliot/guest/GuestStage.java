package org.foliot.guest;

/**
 * What the observation {@code guest_stage} reports: the code is its first number, the detail its second, and the vCPU is the
 * one that the software was on.
 */
public enum GuestStage {
    /** The machine is off. */
    OFF(0),
    /** Firmware starts; detail 1 if it is going to ask for stolen time. */
    FIRMWARE(1),
    /** Firmware asked for stolen time; detail 0, or the negative errno. */
    FIRMWARE_PVTIME(2),
    /** A kernel is entered; detail is its number since power-on, from 1. */
    KERNEL(3),
    /** The kernel looked for stolen time; detail 1 if it is there. */
    PVTIME_PROBED(4),
    /** Stolen time was set up on the vCPU; detail 0, or the negative errno. */
    PVTIME_ONLINE(5),
    /** The driver mapped memory in a context that must not sleep, as before Linux 5.10; detail unused. */
    PVTIME_MAPPED_ATOMIC(6),
    /** The vCPU is online; detail is the number of online vCPUs. */
    CPU_ONLINE(7),
    /** The vCPU failed to come online and is off again; detail is the negative errno. */
    CPU_FAILED(8),
    /** The vCPU is offline; detail is the number of online vCPUs. */
    CPU_OFFLINE(9),
    /** Userspace is up and processes start. */
    USERSPACE(10),
    /** The kernel hands over to another kernel; detail 1 if it disabled stolen time. */
    KEXEC(11),
    /** The kernel has panicked and hands over to its crash kernel; detail 1 if it disabled stolen time. */
    CRASH(12),
    /** The guest resets. */
    REBOOT(13),
    /** The kernel has suspended itself to RAM; detail is the number of CPUs that it took down for it. */
    ASLEEP(14),
    /** The kernel goes on after a suspend; detail is the nanoseconds that its clocksource has counted meanwhile. */
    AWAKE(15);

    private final int code;

    GuestStage(int code) {
        this.code = code;
    }

    /** The number that stands for it in observations; never changes. */
    public int code() {
        return code;
    }

    /** The stage with a code. */
    public static GuestStage of(int code) {
        for (GuestStage stage : values()) {
            if (stage.code == code) {
                return stage;
            }
        }
        throw new IllegalArgumentException(code + " is no guest stage");
    }
}
