package org.foliot.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.foliot.spark.driver.Frames.Kind;
import org.junit.jupiter.api.Test;

/** Frames come out as they went in, and a stream that breaks off is noticed. */
class FramesTest {
    private static final int HEADER = 5;

    private static byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Frames frames = new Frames(InputStream.nullInputStream(), out);
        frames.write(Kind.ITEM, new byte[] {1, 2, 3});
        frames.write(Kind.END, new byte[0]);
        frames.flush();
        return out.toByteArray();
    }

    private static Frames reading(byte[] bytes) {
        return new Frames(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }

    @Test
    void framesComeOutInOrder() throws IOException {
        Frames frames = reading(written());

        assertThat(frames.read()).hasValueSatisfying(f -> {
            assertThat(f.kind()).isEqualTo(Kind.ITEM);
            assertThat(f.content()).containsExactly(1, 2, 3);
        });
        assertThat(frames.read()).hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo(Kind.END));
        assertThat(frames.read()).isEmpty();
    }

    @Test
    void partsOfAFrameAreNoFrame() throws IOException {
        byte[] whole = written();
        for (int length = 1; length < HEADER + 3; length++) {
            Frames frames = reading(Arrays.copyOf(whole, length));
            assertThatThrownBy(frames::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherWordsAreNoFrame() {
        assertThatThrownBy(reading("Using Spark's default log4j profile".getBytes(StandardCharsets.US_ASCII))::read)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no frame");
    }
}
