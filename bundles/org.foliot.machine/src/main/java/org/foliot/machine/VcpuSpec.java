package org.foliot.machine;

/**
 * A vCPU to be made.
 *
 * @param thread how its thread is scheduled
 * @param present whether it is there when the VM starts, or waits to be hot-added
 */
public record VcpuSpec(ThreadSpec thread, boolean present) {}
