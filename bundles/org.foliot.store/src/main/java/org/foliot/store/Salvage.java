package org.foliot.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What has become of a damaged store.
 *
 * @param runs number of runs in the new store
 * @param lost number of runs that are known to have been there and could not be read
 * @param lostStudies names of studies whose plan could not be read; the next {@link RunStore#describe} brings them back
 * @param old where the damaged file is now
 */
public record Salvage(long runs, long lost, List<String> lostStudies, Path old) {
    public Salvage {
        lostStudies = List.copyOf(lostStudies);
    }
}
