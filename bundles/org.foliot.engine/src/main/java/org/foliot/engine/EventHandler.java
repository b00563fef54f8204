package org.foliot.engine;

/** What a source does when its event is due. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Lets the event happen. The source has no event any more when this is called; the handler may schedule its next
     * one, and may schedule or cancel those of other sources.
     *
     * @param source whose event it is
     * @param kind the kind it was scheduled with
     * @param now the current time in picoseconds
     */
    void fire(int source, int kind, long now);
}
