package org.foliot.validation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.foliot.validation.reading.DataFile;

/**
 * What some data files say.
 *
 * @param cases the cases in which nothing is wrong, in the order of the files
 * @param problems what is wrong, in the same order
 */
public record Recordings(List<RecordedCase> cases, List<Problem> problems) {
    public Recordings {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
    }

    /**
     * Reads files of cases. What is wrong with one case does not touch the others.
     *
     * @param files their paths, as the user gave them
     */
    public static Recordings read(List<Path> files) {
        List<RecordedCase> cases = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            DataFile.read(file, cases::add, problems::add);
        }
        return new Recordings(cases, problems);
    }

    /** Whether a file that was found in a directory is one of cases, as far as one can read it. */
    public static boolean isDataFile(Path file) {
        return DataFile.looksLikeOne(file);
    }
}
