package org.foliot.ui.view;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.foliot.report.RunView;

/** The run that was made last, and word of the next one. */
public final class LatestRun {
    private final List<Consumer<RunView>> listeners = new CopyOnWriteArrayList<>();
    private volatile RunView run;

    /** A run has been made. */
    public void set(RunView made) {
        run = made;
        listeners.forEach(listener -> listener.accept(made));
    }

    /** The run; absent before the first. */
    Optional<RunView> get() {
        return Optional.ofNullable(run);
    }

    /** Calls a listener with every run from now on, on the thread that made it. */
    void add(Consumer<RunView> listener) {
        listeners.add(listener);
    }

    void remove(Consumer<RunView> listener) {
        listeners.remove(listener);
    }
}
