/**
 * Who acts in a scenario, and what they hold in their hands: tenants, the administrator, the stranger; claims, workloads
 * and pods. Whatever they make is written into the ledger before it is made, and removed by it afterwards.
 */
package dev.renkei.actor;
