package org.foliot.store;

import java.nio.file.Path;

/** Adds runs until it is killed, and says after each batch how many there are. */
final class KilledWriter {
    static final int BATCH = 5;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        try (RunStore store = StoreFile.open(Path.of(arguments[0]))) {
            for (int next = Math.toIntExact(store.size()); ; next += BATCH) {
                store.add(Runs.runs(next, next + BATCH));
                System.out.println(next + BATCH);
            }
        }
    }
}
