package org.foliot.dsl.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.foliot.time.Duration;

/** What state a guest is in as its timeline goes on. */
final class GuestLife {
    /** States of a guest, as far as its events can tell them apart. */
    enum Phase {
        ABSENT("not running"),
        RUNNING("running"),
        PAUSED("paused"),
        SUSPENDED("suspended");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private enum VcpuState {
        ONLINE,
        OFFLINE,
        ABSENT
    }

    final ResolvedGuest guest;
    final Set<String> snapshots = new HashSet<>();
    ResolvedHost host;
    boolean sigstopped;
    private Phase phase;
    private Duration since = Duration.ZERO;
    private Optional<Duration> until = Optional.empty();
    private Optional<Duration> sigstoppedUntil = Optional.empty();
    private final List<VcpuState> vcpus = new ArrayList<>();
    private final List<List<Integer>> cpus = new ArrayList<>();

    GuestLife(ResolvedGuest guest, boolean started) {
        this.guest = guest;
        this.host = guest.host();
        this.phase = started ? Phase.RUNNING : Phase.ABSENT;
        guest.vcpus().forEach(v -> vcpus.add(v.present() ? VcpuState.ONLINE : VcpuState.ABSENT));
        guest.vcpus().forEach(v -> cpus.add(v.rules().cpus()));
    }

    /** Lets what was to last for a while end. */
    void advance(Duration now) {
        if (until.isPresent() && until.get().compareTo(now) <= 0) {
            phase = Phase.RUNNING;
            since = until.get();
            until = Optional.empty();
        }
        if (sigstoppedUntil.isPresent() && sigstoppedUntil.get().compareTo(now) <= 0) {
            sigstopped = false;
            sigstoppedUntil = Optional.empty();
        }
    }

    Phase phase() {
        return phase;
    }

    void become(Phase next, Duration now, Optional<Duration> length) {
        phase = next;
        since = now;
        until = length.map(now::plus);
    }

    void sigstop(Duration now, Optional<Duration> length) {
        sigstopped = true;
        sigstoppedUntil = length.map(now::plus);
    }

    /** The state in words, with when it began. */
    String describe() {
        if (phase == Phase.ABSENT) {
            return since.isZero() ? "has not been started" : "was stopped at " + since;
        }
        return since.isZero() ? "is " + phase : "has been " + phase + " since " + since;
    }

    /** Processors that a vCPU may use; empty for all. */
    List<Integer> cpus(int vcpu) {
        return cpus.get(vcpu);
    }

    void pin(int vcpu, List<Integer> to) {
        cpus.set(vcpu, to);
    }

    boolean isOnline(int vcpu) {
        return vcpus.get(vcpu) == VcpuState.ONLINE;
    }

    boolean isPresent(int vcpu) {
        return vcpus.get(vcpu) != VcpuState.ABSENT;
    }

    void online(int vcpu, boolean online) {
        vcpus.set(vcpu, online ? VcpuState.ONLINE : VcpuState.OFFLINE);
    }

    /** New software brings up what is present. */
    void bootAll() {
        vcpus.replaceAll(v -> v == VcpuState.ABSENT ? v : VcpuState.ONLINE);
    }
}
