package org.foliot.guest;

/** Clocks outside a guest that its programs may ask: how far each is from true time, in picoseconds. They outlive its kernels. */
final class OutsideClocks {
    private long server;
    private long realTimeClock;

    /** Error of the server of time that ntpd asks. */
    long server() {
        return server;
    }

    /** Error of the VMM's real-time clock. */
    long realTimeClock() {
        return realTimeClock;
    }

    /** The server of time is set to another time. */
    void stepServer(long picoseconds) {
        server += picoseconds;
    }

    /** The VMM's real-time clock is set to another time. */
    void stepRealTimeClock(long picoseconds) {
        realTimeClock += picoseconds;
    }
}
