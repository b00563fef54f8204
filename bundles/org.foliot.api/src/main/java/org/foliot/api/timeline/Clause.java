package org.foliot.api.timeline;

/**
 * One clause of an event, such as {@code to dst} or {@code for 1 s}.
 *
 * @param preposition {@code to}, {@code for}, {@code on}, {@code from}, {@code per}, {@code by} or {@code as}
 * @param value what follows it
 * @param required whether the event is incomplete without it
 * @param documentation one sentence
 */
public record Clause(String preposition, Value value, boolean required, String documentation) {
    /** What can follow a preposition. */
    public enum Value {
        DURATION("a duration such as 1 s"),
        NUMBER("a whole number"),
        HOST("the name of a host"),
        CPUS("processors such as cpu 0..1"),
        RELEASE("a kernel release such as 6.12"),
        NAME("a name");

        private final String expectation;

        Value(String expectation) {
            this.expectation = expectation;
        }

        /** What a message says was expected. */
        public String expectation() {
            return expectation;
        }
    }
}
