package org.foliot.store;

import java.util.List;
import java.util.Objects;

/**
 * What a store knows of a study apart from its plan.
 *
 * @param name its name, which is unique in the store
 * @param scenario the scenario that it varies
 * @param axes what it varies, in its order, such as {@code web.vcpus}
 * @param measures the names of the measures that it is about, in its order: the last columns of its view
 */
public record StudyRecord(String name, String scenario, List<String> axes, List<String> measures) {
    public StudyRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scenario, "scenario");
        axes = List.copyOf(axes);
        measures = List.copyOf(measures);
    }
}
