package org.foliot.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.foliot.study.StudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address of a cluster, and whether anybody is there. */
class SparkAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "local[3]", "local[*]"})
    void localAddressesHaveNoMasterAndAreAlwaysReachable(String text) {
        SparkAddress address = SparkAddress.parse(text);

        address.requireReachable();
        assertThat(address.masters()).isEmpty();
        assertThat(address.isHere()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "spark", "spark://", "spark://host", "spark://host:0", "spark://host:65536", "spark://host:x",
                "spark://a:1,", "spark://a:1,b", "local[0]", "local[-1]", "local[*", "yarn", "http://host:7077"
            })
    void whatIsNoAddressIsToldWhatIs(String text) {
        assertThatThrownBy(() -> SparkAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + ": an address is spark://HOST:PORT, with more masters after commas, or local[N] or"
                        + " local[*]");
    }

    @Test
    void severalMastersAreReachableWhenOneIs() throws IOException {
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SparkAddress address = SparkAddress.parse(
                    "spark://127.0.0.1:" + closedPort() + ",[::1]:1,127.0.0.1:" + master.getLocalPort());

            address.requireReachable();
            assertThat(address.masters()).hasSize(3);
            assertThat(address.isHere()).isTrue();
        }
    }

    @Test
    void nobodyListening() throws IOException {
        int port = closedPort();

        assertThatThrownBy(() -> SparkAddress.parse("spark://127.0.0.1:" + port).requireReachable())
                .isInstanceOf(StudyException.class)
                .hasMessageStartingWith(
                        "there is no Spark master at spark://127.0.0.1:" + port + " (127.0.0.1:" + port);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
