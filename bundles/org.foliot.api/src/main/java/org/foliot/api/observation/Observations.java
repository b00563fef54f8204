package org.foliot.api.observation;

import static org.foliot.api.observation.ObservationKind.DEVICE;
import static org.foliot.api.observation.ObservationKind.EVENT;
import static org.foliot.api.observation.ObservationKind.GUEST;
import static org.foliot.api.observation.ObservationKind.SCHEDULING;
import static org.foliot.api.observation.ObservationKind.WORK;

import java.util.List;

/** The observations that the simulator itself makes; bundles declare their own beside these. */
public final class Observations {
    /** A thread starts to run on a processor. */
    public static final ObservationKind SWITCH_IN = new ObservationKind(
            "switch_in", Subject.CPU, "thread number", "", SCHEDULING, "A thread starts to run on a processor.");

    /** A thread stops running on a processor. */
    public static final ObservationKind SWITCH_OUT = new ObservationKind(
            "switch_out",
            Subject.CPU,
            "thread number",
            "1 when preempted",
            SCHEDULING,
            "A thread stops running on a processor.");

    /** A vCPU changes state. */
    public static final ObservationKind VCPU_STATE = new ObservationKind(
            "vcpu_state", Subject.VCPU, "state before", "state after", SCHEDULING, "A vCPU changes state.");

    /** A thread's wait ended and was booked. */
    public static final ObservationKind RUN_DELAY = new ObservationKind(
            "run_delay",
            Subject.VCPU,
            "wait that ended, ps",
            "run_delay, ps",
            SCHEDULING,
            "A wait of a vCPU's thread ended and was booked.");

    /** A stolen-time structure was updated. */
    public static final ObservationKind STEAL_UPDATE = new ObservationKind(
            "steal_update",
            Subject.VCPU,
            "stolen time before, ns",
            "stolen time after, ns",
            DEVICE,
            "The hypervisor updated a stolen-time structure.");

    /** A stolen-time structure could not be updated. */
    public static final ObservationKind STEAL_FAULT = new ObservationKind(
            "steal_fault", Subject.VCPU, "", "", DEVICE, "The hypervisor could not reach a stolen-time structure.");

    /** A guest made a hypercall. */
    public static final ObservationKind HYPERCALL = new ObservationKind(
            "hypercall", Subject.VCPU, "function id", "result in x0", DEVICE, "A guest made a hypercall.");

    /** A guest booked steal at a tick. */
    public static final ObservationKind TICK_STEAL = new ObservationKind(
            "tick_steal", Subject.VCPU, "booked, ns", "cpustat steal, ns", GUEST, "A guest tick booked stolen time.");

    /** A guest switched processes. */
    public static final ObservationKind PROCESS_SWITCH = new ObservationKind(
            "process_switch", Subject.VCPU, "process before", "process after", GUEST, "A guest switched processes.");

    /** Guest software reached a stage. */
    public static final ObservationKind GUEST_STAGE = new ObservationKind(
            "guest_stage", Subject.GUEST, "stage", "detail", GUEST, "Guest software reached a stage of its life.");

    /** A host write hit memory whose owner had not agreed. */
    public static final ObservationKind CORRUPTION = new ObservationKind(
            "corruption",
            Subject.GUEST,
            "address",
            "corruptions so far",
            DEVICE,
            "The host wrote into guest memory whose owner had not agreed.");

    /** A host task completed a job. */
    public static final ObservationKind JOB = new ObservationKind(
            "job",
            Subject.TASK,
            "response time, ps",
            "jobs so far",
            WORK,
            "A host task completed a job or a critical section.");

    /** A guest process completed a job. */
    public static final ObservationKind PROCESS_JOB = new ObservationKind(
            "process_job",
            Subject.VCPU,
            "process",
            "response time by the guest's clock, ns",
            WORK,
            "A guest process completed a job or a critical section.");

    /** A timeline event took place. */
    public static final ObservationKind TIMELINE = new ObservationKind(
            "timeline", Subject.HOST, "number of the event", "", EVENT, "An event of the timeline took place.");

    private Observations() {}

    /** All of them, in a fixed order. */
    public static List<ObservationKind> all() {
        return List.of(
                SWITCH_IN,
                SWITCH_OUT,
                VCPU_STATE,
                RUN_DELAY,
                STEAL_UPDATE,
                STEAL_FAULT,
                HYPERCALL,
                TICK_STEAL,
                PROCESS_SWITCH,
                GUEST_STAGE,
                CORRUPTION,
                JOB,
                PROCESS_JOB,
                TIMELINE);
    }
}
