package org.foliot.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Tells whether a record is what was written: the first eight bytes of the SHA-256 of everything in it. SQLite notices when the
 * structure of its file is damaged, but not when a disk has changed a number.
 */
final class Checksum {
    private final MessageDigest digest;
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    Checksum() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    static long of(StoredRun run) {
        Checksum sum = new Checksum()
                .add(run.key().bytes())
                .add(run.seed())
                .add(run.antithetic() ? 1 : 0)
                .add(run.outcome())
                .add(run.fingerprint())
                .add(run.error().isPresent() ? 1 : 0)
                .add(run.error().orElse(""))
                .add(run.endPs());
        for (Map.Entry<String, Measurement> measure : run.measures().entrySet()) {
            sum.add(measure.getKey())
                    .add(measure.getValue().value())
                    .add(measure.getValue().unit());
        }
        run.distributions().forEach((name, histogram) -> sum.add(name).add(histogram));
        return sum.value();
    }

    /** Begins the checksum of a study's plan. */
    static Checksum of(StudyRecord study) {
        Checksum sum = new Checksum()
                .add(study.name())
                .add(study.scenario())
                .add(study.axes().size());
        study.axes().forEach(sum::add);
        sum.add(study.measures().size());
        study.measures().forEach(sum::add);
        return sum;
    }

    Checksum add(PlannedRun planned) {
        add(planned.key().bytes()).add(planned.point()).add(planned.replication());
        planned.coordinates().forEach(this::add);
        return this;
    }

    private Checksum add(long value) {
        digest.update(number.putLong(0, value).array());
        return this;
    }

    private Checksum add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    private Checksum add(byte[] bytes) {
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** Ends it. */
    long value() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
