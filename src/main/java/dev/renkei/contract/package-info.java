/**
 * The scenarios as data: each one's contract, its manifests, the selection of a run, and the catalogue of all.
 * It knows nothing of how a scenario is carried out.
 */
package dev.renkei.contract;
