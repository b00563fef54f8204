package org.foliot.dsl.ide.meaning;

import com.google.inject.ImplementedBy;
import java.util.List;

/** Why events can be rejected: the words of {@code rejected because}. Who runs scenarios knows them, not the language. */
@ImplementedBy(Reasons.None.class)
public interface Reasons {
    /**
     * One reason.
     *
     * @param word as a scenario writes it
     * @param documentation one sentence
     */
    record Reason(String word, String documentation) {}

    /** All reasons, in the order in which to show them. */
    List<Reason> all();

    /** No reasons, where nobody knows any. */
    final class None implements Reasons {
        @Override
        public List<Reason> all() {
            return List.of();
        }
    }
}
