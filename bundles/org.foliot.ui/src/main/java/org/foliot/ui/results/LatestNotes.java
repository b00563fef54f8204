package org.foliot.ui.results;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foliot.dsl.ParsedScenario;
import org.foliot.run.RunResult;

/** What the latest run of each scenario said about its lines, and word of the next one. May be used by any thread. */
public final class LatestNotes {
    private final Map<Path, Said> latest = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * About one file.
     *
     * @param text as it was when it was run
     */
    private record Said(String text, List<Note> notes) {}

    /** A run begins: what earlier ones said of these files is no longer so. */
    public void forget(Collection<String> files) {
        files.forEach(file -> latest.remove(Path.of(file)));
        listeners.forEach(Runnable::run);
    }

    /** A run has ended. */
    public void set(ParsedScenario parsed, RunResult result) {
        Map<String, List<Note>> notes = RunNotes.of(parsed, result);
        parsed.texts()
                .forEach((file, text) ->
                        latest.put(Path.of(file), new Said(text, List.copyOf(notes.getOrDefault(file, List.of())))));
        listeners.forEach(Runnable::run);
    }

    /** What was said about a file; nothing if its text was another one. */
    List<Note> of(Path file, String text) {
        Said said = latest.get(file);
        return said == null || !said.text().equals(text) ? List.of() : said.notes();
    }

    /** Calls a listener after every change, on the thread that made it. */
    void add(Runnable listener) {
        listeners.add(listener);
    }

    void remove(Runnable listener) {
        listeners.remove(listener);
    }
}
