package org.foliot.testkit;

import java.util.List;
import org.foliot.api.extension.Configurable;

/**
 * The rules that every extension of one kind has to keep.
 *
 * @param <S> the kind of extension
 */
@FunctionalInterface
public interface Contract<S extends Configurable<?>> {
    /** The rules as checks of one candidate; each makes a bench of its own, so they run in any order. */
    List<Check> checks(Candidate<? extends S> candidate);
}
