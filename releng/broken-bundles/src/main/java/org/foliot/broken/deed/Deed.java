package org.foliot.broken.deed;

import java.util.concurrent.CountDownLatch;
import org.foliot.broken.absent.Absent;

/** What an extension does in the middle of a run. */
public enum Deed {
    /** It throws. */
    THROWS {
        @Override
        public void act() {
            throw new IllegalStateException("no luck today");
        }
    },
    /** It does not return. */
    HANGS {
        @Override
        public void act() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    },
    /** It calls what is neither in its jar nor imported. */
    MISSES_A_CLASS {
        @Override
        public void act() {
            Absent.help();
        }
    },
    /** Its answer is none that its contract allows; each kind has an answer of its own. */
    ANSWERS_NONSENSE {
        @Override
        public void act() {}
    };

    /** Does it, if it is nothing that shows in an answer. */
    public abstract void act();
}
