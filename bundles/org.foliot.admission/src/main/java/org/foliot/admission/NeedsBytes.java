package org.foliot.admission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.foliot.api.host.Implementation;
import org.foliot.api.host.ProcessorFeatures;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.time.ByteSize;
import org.foliot.time.Frequency;

/** What a guest holds as bytes, which are kept with a guest that is saved: it has to find the same again when it is restored. */
public final class NeedsBytes {
    private NeedsBytes() {}

    /** Writes needs; equal needs give equal bytes. */
    public static byte[] write(GuestNeeds needs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(needs.memory().bytes());
            out.writeUTF(needs.format());
            out.writeLong(needs.counter().hertz());
            out.writeBoolean(needs.structureRevision().isPresent());
            out.writeInt(needs.structureRevision().orElse(0));
            out.writeBoolean(needs.placement().isPresent());
            if (needs.placement().isPresent()) {
                write(needs.placement().get(), out);
            }
            write(needs.implementation(), out);
            for (ProcessorFeatures.Field field : ProcessorFeatures.Field.all()) {
                out.writeByte(needs.features().get(field));
            }
            out.writeInt(needs.workarounds().size());
            for (String workaround : needs.workarounds()) {
                out.writeUTF(workaround);
            }
            out.writeBoolean(needs.told());
            out.writeInt(needs.targets().size());
            for (Implementation target : needs.targets()) {
                write(target, out);
            }
            out.writeBoolean(needs.livePhysicalTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(GuestNeeds.Placement placement, DataOutputStream out) throws IOException {
        out.writeUTF(placement.strategy());
        out.writeInt(placement.settings().size());
        for (Map.Entry<String, String> setting : placement.settings().entrySet()) {
            out.writeUTF(setting.getKey());
            out.writeUTF(setting.getValue());
        }
        out.writeInt(placement.demand().vcpus());
        out.writeInt(placement.demand().structureSize());
        out.writeInt(placement.demand().alignment());
        out.writeBoolean(placement.demand().restored());
    }

    private static void write(Implementation implementation, DataOutputStream out) throws IOException {
        out.writeLong(implementation.midr());
        out.writeLong(implementation.revidr());
        out.writeLong(implementation.aidr());
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static GuestNeeds read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            GuestNeeds needs = new GuestNeeds(
                    new ByteSize(in.readLong()),
                    in.readUTF(),
                    new Frequency(in.readLong()),
                    revision(in.readBoolean(), in.readInt()),
                    in.readBoolean() ? Optional.of(placement(in)) : Optional.empty(),
                    implementation(in),
                    features(in),
                    workarounds(in),
                    in.readBoolean(),
                    targets(in),
                    in.readBoolean());
            if (in.available() != 0) {
                throw new IllegalArgumentException("more bytes than a guest's needs have");
            }
            return needs;
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes are not a guest's needs: " + e.getMessage(), e);
        }
    }

    private static OptionalInt revision(boolean there, int revision) {
        return there ? OptionalInt.of(revision) : OptionalInt.empty();
    }

    private static GuestNeeds.Placement placement(DataInputStream in) throws IOException {
        String strategy = in.readUTF();
        SortedMap<String, String> settings = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            settings.put(in.readUTF(), in.readUTF());
        }
        return new GuestNeeds.Placement(
                strategy,
                settings,
                new MemoryStrategy.Demand(in.readInt(), in.readInt(), in.readInt(), in.readBoolean()));
    }

    private static Implementation implementation(DataInputStream in) throws IOException {
        return new Implementation(in.readLong(), in.readLong(), in.readLong());
    }

    private static ProcessorFeatures features(DataInputStream in) throws IOException {
        Map<ProcessorFeatures.Field, Integer> fields = new EnumMap<>(ProcessorFeatures.Field.class);
        for (ProcessorFeatures.Field field : ProcessorFeatures.Field.all()) {
            fields.put(field, in.readUnsignedByte());
        }
        return ProcessorFeatures.DEFAULT.with(fields);
    }

    private static SortedSet<String> workarounds(DataInputStream in) throws IOException {
        SortedSet<String> workarounds = new TreeSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            workarounds.add(in.readUTF());
        }
        return workarounds;
    }

    private static List<Implementation> targets(DataInputStream in) throws IOException {
        List<Implementation> targets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            targets.add(implementation(in));
        }
        return targets;
    }
}
