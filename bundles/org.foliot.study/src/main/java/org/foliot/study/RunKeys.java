package org.foliot.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.foliot.engine.RandomStreams.Pairing;
import org.foliot.program.study.PointProgram;
import org.foliot.program.study.Study;
import org.foliot.run.BundleUse;
import org.foliot.run.FoliotVersion;
import org.foliot.store.RunKey;

/**
 * The keys of the runs of one point: digests of the program, of what is measured and from when, of the version of Foliot and
 * the bundles that the program uses, of the seed and the pairing. Bundles that are installed and not used do not count, nor
 * does where a scenario stands.
 */
final class RunKeys {
    private final MessageDigest point;

    RunKeys(PointProgram program, Study study, List<BundleUse> bundles) {
        point = sha256();
        add("foliot run 1");
        add(FoliotVersion.get());
        add(CanonicalText.of(program.program()));
        add(CanonicalText.of(program.measures()));
        add(Long.toString(study.warmUp().picoseconds()));
        if (study.batches() > 1) {
            add("batches " + study.batches());
        }
        if (!program.distributions().isEmpty()) {
            add(CanonicalText.of(program.distributions()));
        }
        for (BundleUse bundle : bundles) {
            add(bundle.kind() + " " + bundle.id() + " " + bundle.digest());
        }
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        point.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        point.update(bytes);
    }

    /** The key of a run. */
    RunKey of(long seed, Pairing pairing) {
        try {
            MessageDigest run = (MessageDigest) point.clone();
            run.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            run.update((byte) pairing.ordinal());
            return RunKey.of(run.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of every JDK can be cloned", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
