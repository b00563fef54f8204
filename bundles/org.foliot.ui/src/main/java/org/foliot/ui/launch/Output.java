package org.foliot.ui.launch;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.debug.core.IStreamListener;
import org.eclipse.debug.core.model.IStreamMonitor;

/** What a run says, for the console: everything so far, and word of what comes. */
final class Output implements IStreamMonitor {
    private final StringBuilder said = new StringBuilder();
    private final List<IStreamListener> listeners = new CopyOnWriteArrayList<>();

    /** Says something more. */
    void say(String text) {
        synchronized (said) {
            said.append(text);
        }
        listeners.forEach(listener -> listener.streamAppended(text, this));
    }

    @Override
    public void addListener(IStreamListener listener) {
        listeners.add(listener);
    }

    @Override
    public String getContents() {
        synchronized (said) {
            return said.toString();
        }
    }

    @Override
    public void removeListener(IStreamListener listener) {
        listeners.remove(listener);
    }
}
