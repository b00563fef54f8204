package org.foliot.study;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.dsl.ParsedScenario;

/**
 * What a study is compiled from, as plain values that can be sent to a machine that has none of the files.
 *
 * @param texts the file of the study first, then all that it imports
 * @param study its name
 * @param parameters values that replace the defaults of the scenario's parameters, as a scenario writes them
 */
public record StudySource(List<Text> texts, String study, SortedMap<String, String> parameters)
        implements Serializable {
    /**
     * A file.
     *
     * @param path relative to a folder that all of the files are in, with slashes
     * @param text what stands in it
     */
    public record Text(String path, String text) implements Serializable {}

    public StudySource {
        // What List.copyOf and its like make is serialised by classes that nobody has to know.
        texts = new ArrayList<>(texts);
        parameters = new TreeMap<>(parameters);
    }

    /** The source of a study in a file that was read. */
    public static StudySource of(ParsedScenario scenario, String study, Map<String, String> parameters) {
        List<Path> files = scenario.texts().keySet().stream()
                .map(p -> Path.of(p).toAbsolutePath().normalize())
                .toList();
        Path folder = files.get(0).getParent();
        for (Path file : files) {
            while (!file.startsWith(folder)) {
                folder = folder.getParent();
            }
        }
        List<Text> texts = new ArrayList<>();
        for (String text : scenario.texts().values()) {
            Path relative = folder.relativize(files.get(texts.size()));
            texts.add(new Text(
                    relative.toString().replace(relative.getFileSystem().getSeparator(), "/"), text));
        }
        return new StudySource(texts, study, new TreeMap<>(parameters));
    }
}
