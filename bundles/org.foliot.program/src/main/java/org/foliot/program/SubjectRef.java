package org.foliot.program;

import org.foliot.api.observation.Subject;

/**
 * One thing of a scenario.
 *
 * @param kind what it is
 * @param owner name of its host or guest
 * @param name name within the owner, with index: empty for a host or guest itself, {@code hog[1]}, {@code nginx}; for
 *     CPUs and vCPUs the number
 */
public record SubjectRef(Subject kind, String owner, String name) implements Comparable<SubjectRef> {
    /** A processor or vCPU. */
    public static SubjectRef numbered(Subject kind, String owner, int number) {
        return new SubjectRef(kind, owner, Integer.toString(number));
    }

    /** Number of a CPU or vCPU. */
    public int number() {
        return Integer.parseInt(name);
    }

    /** As a scenario writes it: {@code web}, {@code web.vcpu[0]}, {@code src.hog[1]}. */
    @Override
    public String toString() {
        return switch (kind) {
            case HOST, GUEST -> owner;
            case CPU -> owner + ".cpu[" + name + "]";
            case VCPU -> owner + ".vcpu[" + name + "]";
            case GROUP, TASK, PROCESS -> owner + "." + name;
        };
    }

    @Override
    public int compareTo(SubjectRef other) {
        return toString().compareTo(other.toString());
    }
}
