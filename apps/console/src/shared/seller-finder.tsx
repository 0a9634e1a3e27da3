import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSettled } from '../conversation/draft';
import { ask } from './api';
import { Finder } from './finder';
import { useSellerNames } from './sellers';

/** A field for a seller: it is found by a part of its name, or given by its id, whether anything was told of it or not. */
export function SellerFinder({ id, label, seller, required, onChoose }: SellerFinderProps) {
  const [typed, setTyped] = useState('');
  const name = useSettled(typed);
  const { data } = useQuery({
    queryKey: ['sellers-named', name],
    queryFn: () => ask('GET /v1/sellers', { query: { name } }),
    enabled: name !== undefined,
    retry: false,
    staleTime: 60_000,
  });
  const called = useSellerNames(seller ? [seller] : []);
  const named = (name && data?.items) || [];
  const known = named.map((one) => ({ id: one.seller, label: one.name, also: one.seller, hint: one.seller }));
  const given = typed.trim();
  const options = [...known, ...(given && !known.some((one) => one.id === given) ? [{ id: given, label: given }] : [])];
  return (
    <Finder
      id={id}
      label={label}
      options={options}
      text={seller && called(seller)}
      required={required}
      onType={setTyped}
      onChoose={(chosen) => onChoose(chosen?.id)}
    />
  );
}

interface SellerFinderProps {
  /** Of the field. */
  readonly id?: string;
  readonly label: string;
  readonly seller: string | undefined;
  readonly required?: true;
  readonly onChoose: (seller: string | undefined) => void;
}
