package org.foliot.api.workload;

import java.util.Map;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;

/**
 * A kind of program.
 *
 * @param name the word that names it
 * @param options record of its options, which is a {@link Program}
 * @param documentation one or two sentences
 */
public record ProgramKind(String name, Class<? extends Record> options, String documentation) {
    public ProgramKind {
        if (!Program.class.isAssignableFrom(options)) {
            throw new IllegalArgumentException(options.getName() + " is not a program");
        }
    }

    /** What there is to set. */
    public OptionSchema<? extends Record> schema() {
        return OptionSchema.of(options);
    }

    /**
     * A program of this kind.
     *
     * @param settings name to text, each as a scenario writes it
     * @throws org.foliot.api.extension.OptionException when a setting is wrong, or they do not fit each other
     */
    public Program program(Map<String, String> settings) {
        return (Program) schema().instantiate(settings, KernelRelease.DEFAULT);
    }
}
