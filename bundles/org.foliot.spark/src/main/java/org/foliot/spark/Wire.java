package org.foliot.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import org.foliot.study.RunRequest;
import org.foliot.study.StudyException;

/** The plain values of studies as bytes, by the serialisation of Java: nothing but Foliot's records and what is in them. */
final class Wire {
    private static final ObjectInputFilter PLAIN =
            ObjectInputFilter.Config.createFilter("org.foliot.**;java.base/java.lang.*;java.base/java.util.*;!*");

    private Wire() {}

    /** Reads classes of every bundle whose values are in those of studies. */
    private static final class Reader extends ObjectInputStream {
        Reader(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
            setObjectInputFilter(PLAIN);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws ClassNotFoundException {
            return Class.forName(described.getName(), false, RunRequest.class.getClassLoader());
        }
    }

    static byte[] bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException("a value of a study is not plain", e);
        }
        return bytes.toByteArray();
    }

    /**
     * What the bytes hold.
     *
     * @throws StudyException when it is not of this type, or cannot be read here
     */
    static <T> T value(byte[] bytes, Class<T> type) {
        try (Reader reader = new Reader(bytes)) {
            return type.cast(reader.readObject());
        } catch (InvalidClassException | ClassNotFoundException | ClassCastException e) {
            throw new StudyException("Foliot on the cluster is another than here: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StudyException("what came over the cluster cannot be read: " + e.getMessage(), e);
        }
    }
}
