package org.foliot.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    @Test
    void aStreamDependsOnSeedOwnerAndPurpose() {
        Set<Long> firsts = new HashSet<>();
        for (long seed : new long[] {0, 1, -1}) {
            RandomStreams streams = new RandomStreams(seed);
            for (String owner : new String[] {"", "web.vcpu[0]", "web.vcpu[1]"}) {
                for (String purpose : new String[] {"", "busy", "idle"}) {
                    firsts.add(streams.stream(owner, purpose).nextLong());
                }
            }
        }
        assertThat(firsts).hasSize(27);
    }

    @Test
    void addingAStreamChangesNoOther() {
        long alone = new RandomStreams(7).stream("web.vcpu[0]", "busy").nextLong();
        RandomStreams crowded = new RandomStreams(7);
        for (int i = 0; i < 100; i++) {
            crowded.stream("db.vcpu[" + i + "]", "busy").nextLong();
        }
        assertThat(crowded.stream("web.vcpu[0]", "busy").nextLong()).isEqualTo(alone);
    }

    @Test
    void namesDoNotRunIntoEachOther() {
        RandomStreams streams = new RandomStreams(7);
        assertThat(streams.stream("ab", "c").nextLong())
                .isNotEqualTo(streams.stream("a", "bc").nextLong());
    }

    @Test
    void aStreamHasOneOwner() {
        RandomStreams streams = new RandomStreams(7);
        streams.stream("web", "busy");
        assertThatThrownBy(() -> streams.stream("web", "busy"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the random stream of web for busy has been given out already");
    }
}
