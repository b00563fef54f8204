package org.foliot.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.foliot.store.StoreException.Problem;

/** Says in what a run differs from what is in the store under its key. */
final class Contradiction {
    private Contradiction() {}

    static StoreException between(StoredRun before, StoredRun now) {
        List<String> differences = new ArrayList<>();
        compare(differences, "seed", before.seed(), now.seed());
        compare(differences, "antithetic", before.antithetic(), now.antithetic());
        compare(differences, "outcome", before.outcome(), now.outcome());
        compare(differences, "fingerprint", before.fingerprint(), now.fingerprint());
        compare(differences, "error", before.error().orElse("none"), now.error().orElse("none"));
        compare(differences, "end in ps", before.endPs(), now.endPs());
        for (String measure : before.measures().keySet()) {
            compare(
                    differences,
                    measure,
                    before.measures().get(measure),
                    now.measures().get(measure));
        }
        for (String name : before.distributions().keySet()) {
            if (!Objects.equals(
                    before.distributions().get(name), now.distributions().get(name))) {
                differences.add(name + " is another than it was");
            }
        }
        return new StoreException(
                Problem.CONTRADICTION,
                "run " + before.key() + " (seed " + before.seed() + ") is not what it was: "
                        + String.join("; ", differences)
                        + "; a run must come out the same every time, so this is an error of Foliot or of an extension");
    }

    private static void compare(List<String> differences, String what, Object before, Object now) {
        if (!Objects.equals(before, now)) {
            differences.add(what + " was " + before + " and is now " + now);
        }
    }
}
