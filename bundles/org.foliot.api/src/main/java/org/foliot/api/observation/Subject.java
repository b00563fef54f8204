package org.foliot.api.observation;

/** Kinds of thing that an observation or a metric is about. */
public enum Subject {
    HOST("host"),
    CPU("CPU"),
    GROUP("group"),
    TASK("host task"),
    GUEST("guest"),
    VCPU("vCPU"),
    PROCESS("process");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** What messages call it. */
    public String title() {
        return title;
    }
}
