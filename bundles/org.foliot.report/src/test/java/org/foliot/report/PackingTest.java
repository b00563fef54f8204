package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class PackingTest {
    @Test
    void sevenBitsPerByteTheLowestFirst() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Packing.put(out, 0);
        Packing.put(out, 127);
        Packing.put(out, 300);
        assertThat(out.toByteArray()).containsExactly(0, 127, 0xAC, 2);
    }

    @Test
    void differencesHaveTheirSignInTheLowestBit() {
        assertThat(Packing.differences(new long[] {5, 3, 3, 200})).containsExactly(10, 3, 0, 0x8A, 3);
        assertThat(Packing.differences(new long[] {Long.MIN_VALUE})).hasSize(10);
    }
}
