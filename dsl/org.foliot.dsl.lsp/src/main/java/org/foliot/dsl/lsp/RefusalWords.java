package org.foliot.dsl.lsp;

import java.util.List;
import org.foliot.dsl.ide.meaning.Reasons;
import org.foliot.run.RefusalReason;

/** The reasons for which the simulator rejects events. */
final class RefusalWords implements Reasons {
    @Override
    public List<Reason> all() {
        return RefusalReason.words().stream().map(w -> new Reason(w, "")).toList();
    }
}
