/**
 * KVM on arm64 with its stolen-time device, as Linux has had it since 5.5: what {@code org.foliot.hypervisor.arm64} describes,
 * and nothing added.
 */
package org.foliot.hypervisor.kvm;
