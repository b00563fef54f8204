package org.foliot.dsl.resolve;

import org.foliot.api.observation.Subject;
import org.foliot.dsl.foliot.Root;

/**
 * One thing that a path names.
 *
 * @param kind what it is
 * @param root its host or guest
 * @param name name within the host or guest with its index, such as {@code hog[1]}; the number of a CPU or vCPU; empty for
 *     the host or guest itself
 */
public record SubjectPath(Subject kind, Root root, String name) {
    /** Number of a CPU or vCPU. */
    public int number() {
        return Integer.parseInt(name);
    }

    /** As a scenario writes it. */
    @Override
    public String toString() {
        return switch (kind) {
            case HOST, GUEST -> Name.of(root);
            case CPU -> Name.of(root) + ".cpu[" + name + "]";
            case VCPU -> Name.of(root) + ".vcpu[" + name + "]";
            case GROUP, TASK, PROCESS -> Name.of(root) + "." + name;
        };
    }
}
